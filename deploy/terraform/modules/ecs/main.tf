data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  name      = var.common.name
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.id
  account   = data.aws_caller_identity.current.account_id
}

# A load ends. A service would start it again for ever, so there is none: a state machine runs the tasks.
resource "aws_ecs_cluster" "job" {
  name = local.name

  tags = var.tags
}

resource "aws_ecs_cluster_capacity_providers" "job" {
  cluster_name       = aws_ecs_cluster.job.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_ecs_task_definition" "job" {
  family                   = local.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  task_role_arn            = aws_iam_role.job.arn
  execution_role_arn       = aws_iam_role.execution.arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  volume {
    name = "tmp"
  }

  container_definitions = jsonencode([{
    name                   = "waybill"
    image                  = var.image
    essential              = true
    user                   = "10001"
    command                = concat(var.common.arguments, ["--verify=${var.common.verify}"])
    environment            = [for name in sort(keys(var.common.environment)) : { name = name, value = var.common.environment[name] }]
    secrets                = [for name in sort(keys(var.common.secret_keys)) : { name = name, valueFrom = "${var.common.secret_arn}:${var.common.secret_keys[name]}::" }]
    readonlyRootFilesystem = var.readonly_root_filesystem
    mountPoints            = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]
    # From SIGTERM to SIGKILL: the most that Fargate gives, and what Fargate Spot gives. Waybill needs a few seconds.
    stopTimeout = 120
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = var.common.log_group_name
        "awslogs-region"        = local.region
        "awslogs-stream-prefix" = "ecs"
      }
    }
  }])

  tags = var.tags
}
