data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  name      = var.common.name
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.id
  account   = data.aws_caller_identity.current.account_id
  image     = coalesce(var.ami_id, "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${var.architecture}")
}

resource "aws_launch_template" "instance" {
  name                   = "${local.name}-ec2"
  image_id               = local.image
  instance_type          = var.instance_types[0]
  vpc_security_group_ids = [var.common.security_group_id]
  user_data              = base64encode(local.user_data)
  update_default_version = true

  iam_instance_profile {
    arn = aws_iam_instance_profile.instance.arn
  }

  # IMDSv2 only, and no further than the instance itself.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = 8
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags          = merge({ Name = "${local.name}-ec2" }, var.tags)
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge({ Name = "${local.name}-ec2" }, var.tags)
  }

  tags = var.tags
}

# 0 or 1: a second instance would only wait for the lease. An interrupted instance is replaced; a finished one sets the group to 0.
resource "aws_autoscaling_group" "job" {
  name                = local.name
  min_size            = 0
  max_size            = 1
  desired_capacity    = var.run ? 1 : 0
  vpc_zone_identifier = var.subnet_ids
  health_check_type   = "EC2"
  # Not before the old one is gone: with a maximum of 1 it would exceed it, and it could only wait.
  capacity_rebalance = false
  # The job may run for hours; Terraform need not wait for an instance either.
  wait_for_capacity_timeout = "0"

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = 0
      on_demand_percentage_above_base_capacity = var.spot ? 0 : 100
      spot_allocation_strategy                 = "capacity-optimized"
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.instance.id
        version            = aws_launch_template.instance.latest_version
      }

      dynamic "override" {
        for_each = var.instance_types

        content {
          instance_type = override.value
        }
      }
    }
  }

  dynamic "tag" {
    for_each = merge({ Name = local.name }, var.tags)

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }

  lifecycle {
    # The instance sets it to 0, `run_command` to 1.
    ignore_changes = [desired_capacity]
  }

  depends_on = [aws_iam_role_policy_attachment.job, aws_iam_role_policy.instance]
}
