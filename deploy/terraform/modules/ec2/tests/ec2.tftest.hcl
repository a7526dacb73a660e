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

  mock_resource "aws_iam_instance_profile" {
    defaults = { arn = "arn:aws:iam::111122223333:instance-profile/waybill" }
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

  release = {
    uri    = "s3://releases/waybill-0.1.0.tar.gz"
    sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }
}

run "the_instance_answers_imdsv2_only_and_is_encrypted" {
  assert {
    condition     = aws_launch_template.instance.metadata_options[0].http_tokens == "required" && aws_launch_template.instance.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "IMDSv2 only."
  }

  assert {
    condition     = aws_launch_template.instance.block_device_mappings[0].ebs[0].encrypted == "true"
    error_message = "The disk is encrypted."
  }

  assert {
    condition     = aws_launch_template.instance.image_id == "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
    error_message = "The newest image of the architecture: ${aws_launch_template.instance.image_id}"
  }
}

run "the_group_has_one_spot_instance_at_most" {
  assert {
    condition     = aws_autoscaling_group.job.min_size == 0 && aws_autoscaling_group.job.max_size == 1 && aws_autoscaling_group.job.desired_capacity == 1
    error_message = "0 to 1, and 1 to begin with."
  }

  assert {
    condition     = aws_autoscaling_group.job.mixed_instances_policy[0].instances_distribution[0].on_demand_percentage_above_base_capacity == 0 && aws_autoscaling_group.job.mixed_instances_policy[0].instances_distribution[0].spot_allocation_strategy == "capacity-optimized"
    error_message = "Spot, capacity-optimized."
  }

  assert {
    condition     = [for override in aws_autoscaling_group.job.mixed_instances_policy[0].launch_template[0].override : override.instance_type] == ["m7g.large", "m6g.large", "c7g.large", "c6g.large"]
    error_message = "All instance types."
  }
}

run "user_data_installs_the_release_and_the_job" {
  assert {
    condition     = startswith(output.user_data, "#cloud-config\n") && yamldecode(output.user_data).runcmd == [["/usr/local/lib/waybill/install"]]
    error_message = "The last thing is to install."
  }

  assert {
    condition     = one([for file in yamldecode(output.user_data).write_files : file.content if file.path == "/etc/waybill/orders.args"]) == "\"load\"\n\"s3://exports/orders.csv\"\n\"--topic=orders\"\n\"--command-property=a=\\\"b\\\\c\\\"\"\n\"--verify=full\"\n"
    error_message = "One argument a line, quoted: ${output.user_data}"
  }

  assert {
    condition     = one([for file in yamldecode(output.user_data).write_files : file.content if file.path == "/etc/systemd/system/waybill@.service"]) == file("../../../systemd/waybill@.service")
    error_message = "The unit is the one of deploy/systemd."
  }

  assert {
    condition     = strcontains(one([for file in yamldecode(output.user_data).write_files : file.content if file.path == "/etc/waybill/install.env"]), "RELEASE_SHA256='0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'\nRELEASE_URI='s3://releases/waybill-0.1.0.tar.gz'\nSCALE_IN_AFTER_FAILURE='false'\nSCALING_GROUP='waybill'\n")
    error_message = "Release and group: ${output.user_data}"
  }

  assert {
    condition     = length(output.user_data) < 16384
    error_message = "EC2 takes 16 KB of user data: ${length(output.user_data)}"
  }

  assert {
    condition     = base64decode(aws_launch_template.instance.user_data) == output.user_data
    error_message = "The launch template has it."
  }
}

run "the_instance_may_end_its_own_group_alone" {
  assert {
    condition = jsondecode(aws_iam_role_policy.instance.policy).Statement == [
      {
        Sid      = "FetchRelease"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["arn:aws:s3:::releases/waybill-0.1.0.tar.gz"]
      },
      {
        Sid      = "WriteLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Resource = ["arn:aws:logs:eu-central-1:111122223333:log-group:/waybill/waybill:*"]
      },
      {
        Sid      = "EndItself"
        Effect   = "Allow"
        Action   = ["autoscaling:SetDesiredCapacity"]
        Resource = ["arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:*:autoScalingGroupName/waybill"]
      },
    ]
    error_message = "The policy is another one: ${aws_iam_role_policy.instance.policy}"
  }

  assert {
    condition     = length(aws_iam_role_policy_attachment.secrets) == 1
    error_message = "It reads the secret itself."
  }
}

run "on_demand_and_another_image_are_options" {
  variables {
    spot   = false
    ami_id = "ami-0123456789abcdef0"
    release = {
      uri    = "https://example.com/waybill-0.1.0.tar.gz"
      sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    }
  }

  assert {
    condition     = aws_autoscaling_group.job.mixed_instances_policy[0].instances_distribution[0].on_demand_percentage_above_base_capacity == 100 && aws_launch_template.instance.image_id == "ami-0123456789abcdef0"
    error_message = "On demand, the given image."
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.instance.policy, "FetchRelease")
    error_message = "A release from elsewhere needs no permission."
  }
}

run "a_release_without_a_digest_is_refused" {
  command = plan

  variables {
    release = { uri = "s3://releases/waybill-0.1.0.tar.gz", sha256 = "" }
  }

  expect_failures = [var.release]
}
