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

  mock_resource "aws_ecs_cluster" {
    defaults = { arn = "arn:aws:ecs:eu-central-1:111122223333:cluster/waybill" }
  }

  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:eu-central-1:111122223333:task-definition/waybill:1" }
  }

  mock_resource "aws_sfn_state_machine" {
    defaults = { arn = "arn:aws:states:eu-central-1:111122223333:stateMachine:waybill" }
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

run "spot_first_then_on_demand_then_verify" {
  assert {
    condition = { for name, state in jsondecode(aws_sfn_state_machine.job.definition).States : name => [try(state.Next, null), try(state.Catch[0].Next, null)] if state.Type == "Task" } == {
      LoadOnSpot   = ["Verify", "CountOnSpot"]
      LoadOnDemand = ["Verify", "CountOnDemand"]
      Verify       = ["Done", "CountVerify"]
    }
    error_message = "The tasks lead elsewhere: ${aws_sfn_state_machine.job.definition}"
  }

  assert {
    condition = { for name, state in jsondecode(aws_sfn_state_machine.job.definition).States : name => state.Parameters.CapacityProviderStrategy[0].CapacityProvider if state.Type == "Task" } == {
      LoadOnSpot   = "FARGATE_SPOT"
      LoadOnDemand = "FARGATE"
      Verify       = "FARGATE"
    }
    error_message = "The capacity is another one: ${aws_sfn_state_machine.job.definition}"
  }

  assert {
    condition = { for name, state in jsondecode(aws_sfn_state_machine.job.definition).States : name => state.Default if state.Type == "Choice" } == {
      AfterOnSpot   = "LoadOnDemand"
      AfterOnDemand = "Failed"
      AfterVerify   = "Failed"
    }
    error_message = "The choices end elsewhere: ${aws_sfn_state_machine.job.definition}"
  }

  assert {
    condition     = alltrue([for name, state in jsondecode(aws_sfn_state_machine.job.definition).States : state.Resource == "arn:aws:states:::ecs:runTask.sync" if state.Type == "Task"])
    error_message = "Each task is waited for."
  }
}

run "load_and_verification_are_one_command_that_differs_in_verify" {
  assert {
    condition     = jsondecode(aws_sfn_state_machine.job.definition).States.LoadOnSpot.Parameters.Overrides.ContainerOverrides[0].Command == ["load", "s3://exports/orders.csv", "--topic=orders", "--command-property=a=\"b\\c\"", "--verify=none"]
    error_message = "The load is another one: ${aws_sfn_state_machine.job.definition}"
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.job.definition).States.Verify.Parameters.Overrides.ContainerOverrides[0].Command == ["load", "s3://exports/orders.csv", "--topic=orders", "--command-property=a=\"b\\c\"", "--verify=full"]
    error_message = "The verification is another one: ${aws_sfn_state_machine.job.definition}"
  }
}

run "exit_codes_that_need_a_person_end_it_and_others_do_not" {
  assert {
    condition     = alltrue([for exit in range(1, 10) : contains([for rule in jsondecode(aws_sfn_state_machine.job.definition).States.AfterOnSpot.Choices[0].Or : rule.StringMatches], "*\"ExitCode\":${exit},*")])
    error_message = "1 to 9 are for a person: ${aws_sfn_state_machine.job.definition}"
  }

  assert {
    condition     = length([for rule in jsondecode(aws_sfn_state_machine.job.definition).States.AfterOnSpot.Choices[0].Or : rule if length(regexall("75|1[0-9]", rule.StringMatches)) > 0]) == 0
    error_message = "75 and the signals are begun again."
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.job.definition).States.AfterOnSpot.Choices[0].Next == "Failed" && jsondecode(aws_sfn_state_machine.job.definition).States.AfterOnSpot.Choices[1].NumericLessThan == 3 && jsondecode(aws_sfn_state_machine.job.definition).States.AfterOnDemand.Choices[1].NumericLessThan == 5
    error_message = "Three times on spot, five times on demand."
  }
}

run "every_state_leads_to_one_that_exists_and_is_led_to" {
  assert {
    condition = alltrue([for state in values(jsondecode(aws_sfn_state_machine.job.definition).States) : alltrue([
      for next in compact(concat([try(state.Next, ""), try(state.Default, ""), try(state.Catch[0].Next, "")], [for choice in try(state.Choices, []) : choice.Next])) :
      contains(keys(jsondecode(aws_sfn_state_machine.job.definition).States), next)
    ])])
    error_message = "A way leads to nowhere: ${aws_sfn_state_machine.job.definition}"
  }

  assert {
    condition = toset(flatten([for state in values(jsondecode(aws_sfn_state_machine.job.definition).States) : compact(concat([try(state.Next, ""), try(state.Default, ""), try(state.Catch[0].Next, "")], [for choice in try(state.Choices, []) : choice.Next]))
    ])) == setsubtract(keys(jsondecode(aws_sfn_state_machine.job.definition).States), ["Begin"])
    error_message = "A state is reached by none: ${aws_sfn_state_machine.job.definition}"
  }
}

run "the_task_has_two_minutes_to_stop_and_is_bound" {
  assert {
    condition     = jsondecode(aws_ecs_task_definition.job.container_definitions)[0].stopTimeout == 120 && jsondecode(aws_ecs_task_definition.job.container_definitions)[0].logConfiguration.logDriver == "awslogs"
    error_message = "120 seconds, and awslogs: ${aws_ecs_task_definition.job.container_definitions}"
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.job.container_definitions)[0].user == "10001" && jsondecode(aws_ecs_task_definition.job.container_definitions)[0].readonlyRootFilesystem
    error_message = "Not root, nothing to write to: ${aws_ecs_task_definition.job.container_definitions}"
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.job.container_definitions)[0].secrets == [{ name = "KAFKA_PASSWORD", valueFrom = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:waybill-a1b2c3:password::" }]
    error_message = "The secret is another one: ${aws_ecs_task_definition.job.container_definitions}"
  }

  assert {
    condition     = aws_ecs_cluster_capacity_providers.job.capacity_providers == toset(["FARGATE", "FARGATE_SPOT"])
    error_message = "The cluster has both."
  }
}

run "the_state_machine_may_run_this_task_alone" {
  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.states.policy).Statement : statement.Resource if statement.Sid == "RunTask"] == [["arn:aws:ecs:eu-central-1:111122223333:task-definition/waybill:*"]]
    error_message = "The policy is another one: ${aws_iam_role_policy.states.policy}"
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_role_policy.states.policy).Statement : !contains(statement.Resource, "*")])
    error_message = "A wildcard: ${aws_iam_role_policy.states.policy}"
  }
}

run "without_spot_it_begins_on_demand" {
  variables {
    spot_attempts = 0
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.job.definition).States.Begin.Next == "LoadOnDemand" && !strcontains(aws_sfn_state_machine.job.definition, "OnSpot")
    error_message = "Nothing is on spot: ${aws_sfn_state_machine.job.definition}"
  }
}

run "without_verification_it_ends_with_the_load" {
  variables {
    common = {
      name              = "waybill"
      job               = "orders"
      arguments         = ["load", "s3://exports/orders.csv"]
      array             = []
      verify            = "none"
      environment       = {}
      secret_keys       = {}
      job_policy_arn    = "arn:aws:iam::111122223333:policy/job"
      log_group_name    = "/waybill/waybill"
      log_group_arn     = "arn:aws:logs:eu-central-1:111122223333:log-group:/waybill/waybill"
      security_group_id = "sg-1"
    }
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.job.definition).States.LoadOnDemand.Next == "Done" && !can(jsondecode(aws_sfn_state_machine.job.definition).States.Verify)
    error_message = "No verification: ${aws_sfn_state_machine.job.definition}"
  }
}

run "another_architecture_is_refused" {
  command = plan

  variables {
    cpu_architecture = "arm64"
  }

  expect_failures = [var.cpu_architecture]
}
