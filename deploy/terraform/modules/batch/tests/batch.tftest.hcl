mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/waybill" }
  }

  mock_resource "aws_iam_instance_profile" {
    defaults = { arn = "arn:aws:iam::111122223333:instance-profile/waybill" }
  }

  mock_resource "aws_batch_compute_environment" {
    defaults = { arn = "arn:aws:batch:eu-central-1:111122223333:compute-environment/waybill" }
  }

  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0", latest_version = 1 }
  }
}

variables {
  subnet_ids = ["subnet-1", "subnet-2"]

  common = {
    name              = "waybill"
    job               = "orders"
    arguments         = ["load", "s3://exports/orders.csv", "--topic=orders", "--command-property=a=\"b\\c\""]
    array             = []
    verify            = "full"
    environment       = { WAYBILL_JAVA_OPTS = "-Xmx1g" }
    secret_arn        = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:waybill-a1b2c3"
    secret_keys       = { KAFKA_PASSWORD = "password" }
    job_policy_arn    = "arn:aws:iam::111122223333:policy/job"
    secret_policy_arn = "arn:aws:iam::111122223333:policy/secrets"
    log_group_name    = "/waybill/waybill"
    log_group_arn     = "arn:aws:logs:eu-central-1:111122223333:log-group:/waybill/waybill"
    security_group_id = "sg-1"
  }

  image = "registry.example.com/waybill:0.1.0"
}

run "the_retry_rules_are_five_in_this_order" {
  assert {
    condition = jsonencode([for rule in aws_batch_job_definition.job.retry_strategy[0].evaluate_on_exit : [rule.action, rule.on_status_reason, rule.on_exit_code, rule.on_reason]]) == jsonencode([
      ["RETRY", "Host EC2*", null, null],
      ["RETRY", "Your Spot Task was interrupted*", null, null],
      ["RETRY", null, "75", null],
      ["RETRY", null, "1*", null],
      ["EXIT", null, null, "*"],
    ])
    error_message = "The rules are others: ${jsonencode(aws_batch_job_definition.job.retry_strategy[0].evaluate_on_exit)}"
  }

  assert {
    condition     = aws_batch_job_definition.job.retry_strategy[0].attempts == 10 && aws_batch_job_definition.job.timeout[0].attempt_duration_seconds == 21600
    error_message = "Ten attempts of six hours each."
  }
}

run "spot_instances_come_from_the_deepest_pool" {
  assert {
    condition     = aws_batch_compute_environment.spot.type == "MANAGED" && aws_batch_compute_environment.spot.compute_resources[0].type == "SPOT" && aws_batch_compute_environment.spot.compute_resources[0].allocation_strategy == "SPOT_CAPACITY_OPTIMIZED"
    error_message = "Managed, spot, capacity-optimized."
  }

  assert {
    condition     = aws_batch_compute_environment.spot.compute_resources[0].min_vcpus == 0
    error_message = "Nothing to do, nothing to pay."
  }

  assert {
    condition     = aws_launch_template.instance[0].metadata_options[0].http_tokens == "required" && aws_launch_template.instance[0].metadata_options[0].http_put_response_hop_limit == 2
    error_message = "IMDSv2 only, and reachable from a container."
  }
}

run "the_container_is_bound_and_its_secrets_are_no_arguments" {
  assert {
    condition     = jsondecode(aws_batch_job_definition.job.container_properties).command == ["load", "s3://exports/orders.csv", "--topic=orders", "--command-property=a=\"b\\c\"", "--verify=full"]
    error_message = "The command is another one: ${aws_batch_job_definition.job.container_properties}"
  }

  assert {
    condition     = jsondecode(aws_batch_job_definition.job.container_properties).user == "10001" && jsondecode(aws_batch_job_definition.job.container_properties).readonlyRootFilesystem && !jsondecode(aws_batch_job_definition.job.container_properties).privileged
    error_message = "Not root, nothing to write to: ${aws_batch_job_definition.job.container_properties}"
  }

  assert {
    condition     = jsondecode(aws_batch_job_definition.job.container_properties).secrets == [{ name = "KAFKA_PASSWORD", valueFrom = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:waybill-a1b2c3:password::" }]
    error_message = "The secret is another one: ${aws_batch_job_definition.job.container_properties}"
  }

  assert {
    condition     = jsondecode(aws_batch_job_definition.job.container_properties).environment == [{ name = "WAYBILL_JAVA_OPTS", value = "-Xmx1g" }]
    error_message = "The environment is another one: ${aws_batch_job_definition.job.container_properties}"
  }

  assert {
    condition     = jsondecode(aws_batch_job_definition.job.container_properties).linuxParameters.tmpfs[0].containerPath == "/tmp" && jsondecode(aws_batch_job_definition.job.container_properties).logConfiguration.options["awslogs-group"] == "/waybill/waybill"
    error_message = "A /tmp in memory, and the log group: ${aws_batch_job_definition.job.container_properties}"
  }

  assert {
    condition     = aws_iam_role_policy_attachment.job.policy_arn == "arn:aws:iam::111122223333:policy/job" && aws_iam_role_policy_attachment.secrets[0].role == aws_iam_role.execution.name
    error_message = "The job has the job's policy, and who starts it the secret's."
  }
}

run "fargate_spot_has_neither_instances_nor_their_settings" {
  variables {
    capacity = "FARGATE_SPOT"
  }

  assert {
    condition     = aws_batch_compute_environment.spot.compute_resources[0].type == "FARGATE_SPOT" && aws_batch_compute_environment.spot.compute_resources[0].allocation_strategy == null && length(aws_launch_template.instance) == 0 && length(aws_iam_role.instance) == 0
    error_message = "Fargate Spot without anything of EC2."
  }

  assert {
    condition     = aws_batch_job_definition.job.platform_capabilities == toset(["FARGATE"]) && !can(jsondecode(aws_batch_job_definition.job.container_properties).linuxParameters) && jsondecode(aws_batch_job_definition.job.container_properties).mountPoints[0].containerPath == "/tmp"
    error_message = "Fargate has no tmpfs: ${aws_batch_job_definition.job.container_properties}"
  }

  assert {
    condition     = jsondecode(aws_batch_job_definition.job.container_properties).networkConfiguration.assignPublicIp == "DISABLED"
    error_message = "No public address unless asked for."
  }
}

run "an_array_job_selects_its_arguments_before_waybill_starts" {
  variables {
    common = {
      name              = "waybill"
      job               = "orders"
      arguments         = ["load", "s3://exports/orders.csv"]
      array             = [["load", "s3://exports/1.csv", "--command-property=a=\"b\\c\""], ["load", "s3://exports/2.csv"]]
      verify            = "full"
      environment       = {}
      secret_keys       = {}
      job_policy_arn    = "arn:aws:iam::111122223333:policy/job"
      log_group_name    = "/waybill/waybill"
      log_group_arn     = "arn:aws:logs:eu-central-1:111122223333:log-group:/waybill/waybill"
      security_group_id = "sg-1"
    }
  }

  assert {
    condition     = jsondecode(aws_batch_job_definition.array[0].ecs_properties).taskProperties[0].containers[0].environment[0].value == "\"load\"\n\"s3://exports/1.csv\"\n\"--command-property=a=\\\"b\\\\c\\\"\"\n\"--verify=full\"\n"
    error_message = "One argument a line, quoted: ${aws_batch_job_definition.array[0].ecs_properties}"
  }

  assert {
    condition     = jsondecode(aws_batch_job_definition.array[0].ecs_properties).taskProperties[0].containers[1].dependsOn == [{ containerName = "select", condition = "SUCCESS" }] && jsondecode(aws_batch_job_definition.array[0].ecs_properties).taskProperties[0].containers[1].command == ["@/arguments/load"]
    error_message = "Waybill starts after the selection and reads what it wrote: ${aws_batch_job_definition.array[0].ecs_properties}"
  }

  assert {
    condition     = length(aws_batch_job_definition.array[0].retry_strategy[0].evaluate_on_exit) == 5
    error_message = "The same retry rules."
  }

  assert {
    condition     = endswith(output.run_array_command, "--array-properties size=2")
    error_message = "As many children as elements: ${output.run_array_command}"
  }
}

run "another_capacity_is_refused" {
  command = plan

  variables {
    capacity = "EC2"
  }

  expect_failures = [var.capacity]
}

run "more_attempts_than_batch_allows_are_refused" {
  command = plan

  variables {
    attempts = 11
  }

  expect_failures = [var.attempts]
}
