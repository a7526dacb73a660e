data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  name      = var.common.name
  on_ec2    = var.capacity == "SPOT"
  partition = data.aws_partition.current.partition
}

# ---------------------------------------------------------------- compute environment and queue

# IMDSv2 only. Two hops, since a container is one hop further away and Waybill asks for the notice of a spot interruption.
resource "aws_launch_template" "instance" {
  count = local.on_ec2 ? 1 : 0

  name = "${local.name}-batch"

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = 30
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags          = merge({ Name = "${local.name}-batch" }, var.tags)
  }

  tags = var.tags
}

# No name: the argument for it is another one in version 6 of the provider, and a replaced environment needs a new name anyway.
resource "aws_batch_compute_environment" "spot" {
  type         = "MANAGED"
  service_role = var.service_role_arn

  compute_resources {
    type                = var.capacity
    allocation_strategy = local.on_ec2 ? "SPOT_CAPACITY_OPTIMIZED" : null
    instance_role       = local.on_ec2 ? aws_iam_instance_profile.instance[0].arn : null
    instance_type       = local.on_ec2 ? var.instance_types : null
    min_vcpus           = local.on_ec2 ? 0 : null
    max_vcpus           = var.max_vcpus
    subnets             = var.subnet_ids
    security_group_ids  = [var.common.security_group_id]

    dynamic "launch_template" {
      for_each = aws_launch_template.instance

      content {
        launch_template_id = launch_template.value.id
        version            = launch_template.value.latest_version
      }
    }
  }

  tags = merge({ Name = local.name }, var.tags)

  depends_on = [aws_iam_role_policy_attachment.instance]

  lifecycle {
    create_before_destroy = true
    # Batch moves it.
    ignore_changes = [compute_resources[0].desired_vcpus]
  }
}

resource "aws_batch_job_queue" "job" {
  name     = local.name
  state    = "ENABLED"
  priority = 1

  compute_environment_order {
    order               = 1
    compute_environment = aws_batch_compute_environment.spot.arn
  }

  tags = var.tags
}
