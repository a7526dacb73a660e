locals {
  # In this order; Batch takes the first rule that matches, allows five, and repeats what none matches.
  retry_rules = [
    { action = "RETRY", status_reason = "Host EC2*", exit_code = null, reason = null },                       # a spot instance was taken back
    { action = "RETRY", status_reason = "Your Spot Task was interrupted*", exit_code = null, reason = null }, # a Fargate Spot task was
    { action = "RETRY", status_reason = null, exit_code = "75", reason = null },                              # temporary, says Waybill
    { action = "RETRY", status_reason = null, exit_code = "1*", reason = null },                              # 130, 134, 137, 143: signals and kills
    { action = "EXIT", status_reason = null, exit_code = null, reason = "*" },                                # everything else needs a person
  ]

  command = concat(var.common.arguments, ["--verify=${var.common.verify}"])

  environment = [for name in sort(keys(var.common.environment)) : { name = name, value = var.common.environment[name] }]
  secrets     = [for name in sort(keys(var.common.secret_keys)) : { name = name, valueFrom = "${var.common.secret_arn}:${var.common.secret_keys[name]}::" }]

  log = {
    logDriver = "awslogs"
    options = {
      "awslogs-group"         = var.common.log_group_name
      "awslogs-region"        = data.aws_region.current.id
      "awslogs-stream-prefix" = "batch"
    }
  }

  # /tmp in memory on instances, in the task's own storage on Fargate, which has no tmpfs.
  tmpfs = { tmpfs = [{ containerPath = "/tmp", size = 128, mountOptions = ["rw", "nosuid", "nodev", "mode=1777"] }] }

  container = merge(
    {
      image                  = var.image
      user                   = "10001"
      privileged             = false
      readonlyRootFilesystem = var.readonly_root_filesystem
      environment            = local.environment
      secrets                = local.secrets
      logConfiguration       = local.log
    },
    { for key, value in { linuxParameters = local.tmpfs } : key => value if local.on_ec2 },
  )

  network = { assignPublicIp = var.assign_public_ip ? "ENABLED" : "DISABLED" }
  # Filtered rather than chosen by a condition, whose two results would have to be of one type.
  on_fargate      = { for key, value in { networkConfiguration = local.network, fargatePlatformConfiguration = { platformVersion = "LATEST" } } : key => value if !local.on_ec2 }
  on_fargate_task = { for key, value in { networkConfiguration = local.network, platformVersion = "LATEST" } : key => value if !local.on_ec2 }

  volumes = local.on_ec2 ? [] : [{ name = "tmp" }]
  mounts  = local.on_ec2 ? [] : [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]
}

resource "aws_batch_job_definition" "job" {
  name                  = local.name
  type                  = "container"
  platform_capabilities = [local.on_ec2 ? "EC2" : "FARGATE"]
  propagate_tags        = true

  container_properties = jsonencode(merge(local.container, local.on_fargate, {
    command = local.command
    resourceRequirements = [
      { type = "VCPU", value = tostring(var.vcpu) },
      { type = "MEMORY", value = tostring(var.memory) },
    ]
    jobRoleArn       = aws_iam_role.job.arn
    executionRoleArn = aws_iam_role.execution.arn
    volumes          = local.volumes
    mountPoints      = local.mounts
  }))

  retry_strategy {
    attempts = var.attempts

    dynamic "evaluate_on_exit" {
      for_each = local.retry_rules

      content {
        action           = evaluate_on_exit.value.action
        on_status_reason = evaluate_on_exit.value.status_reason
        on_exit_code     = evaluate_on_exit.value.exit_code
        on_reason        = evaluate_on_exit.value.reason
      }
    }
  }

  timeout {
    attempt_duration_seconds = var.timeout_seconds
  }

  tags = var.tags
}

# All children of an array job have one command line and differ in AWS_BATCH_JOB_ARRAY_INDEX alone. So a first container writes
# the arguments of its child into a file, and Waybill reads its arguments from there.
locals {
  # In the form that the command line reads: one argument a line, in quotes.
  argument_files = [for arguments in var.common.array : join("", [
    for argument in concat(arguments, ["--verify=${var.common.verify}"]) :
    "\"${replace(replace(argument, "\\", "\\\\"), "\"", "\\\"")}\"\n"
  ])]
  # What both containers of a child take is what a job alone takes. Instances count whole processors.
  selector_vcpu   = local.on_ec2 ? 1 : 0.25
  selector_memory = 256
  selector        = "eval \"printf '%s' \\\"\\$ARGUMENTS_$AWS_BATCH_JOB_ARRAY_INDEX\\\"\" > /arguments/load"
}

resource "aws_batch_job_definition" "array" {
  count = length(var.common.array) > 0 ? 1 : 0

  name                  = "${local.name}-array"
  type                  = "container"
  platform_capabilities = [local.on_ec2 ? "EC2" : "FARGATE"]
  propagate_tags        = true

  ecs_properties = jsonencode({
    taskProperties = [merge(local.on_fargate_task, {
      taskRoleArn      = aws_iam_role.job.arn
      executionRoleArn = aws_iam_role.execution.arn
      volumes          = concat(local.volumes, [{ name = "arguments" }])
      containers = [
        {
          name                 = "select"
          image                = var.selector_image
          essential            = false
          command              = ["sh", "-c", local.selector]
          environment          = [for index, file in local.argument_files : { name = "ARGUMENTS_${index}", value = file }]
          resourceRequirements = [{ type = "VCPU", value = tostring(local.selector_vcpu) }, { type = "MEMORY", value = tostring(local.selector_memory) }]
          logConfiguration     = local.log
          mountPoints          = [{ sourceVolume = "arguments", containerPath = "/arguments", readOnly = false }]
        },
        merge(local.container, {
          name      = "waybill"
          essential = true
          command   = ["@/arguments/load"]
          resourceRequirements = [
            { type = "VCPU", value = tostring(var.vcpu - local.selector_vcpu) },
            { type = "MEMORY", value = tostring(var.memory - local.selector_memory) },
          ]
          dependsOn   = [{ containerName = "select", condition = "SUCCESS" }]
          mountPoints = concat(local.mounts, [{ sourceVolume = "arguments", containerPath = "/arguments", readOnly = true }])
        }),
      ]
    })]
  })

  retry_strategy {
    attempts = var.attempts

    dynamic "evaluate_on_exit" {
      for_each = local.retry_rules

      content {
        action           = evaluate_on_exit.value.action
        on_status_reason = evaluate_on_exit.value.status_reason
        on_exit_code     = evaluate_on_exit.value.exit_code
        on_reason        = evaluate_on_exit.value.reason
      }
    }
  }

  timeout {
    attempt_duration_seconds = var.timeout_seconds
  }

  tags = var.tags
}
