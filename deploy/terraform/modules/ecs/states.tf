# Spot first, then on demand, then verify. Every begin is the same command: it goes on where the last one was ended, and one
# too many finds a finished job and sends nothing.
#
#   Begin -> LoadOnSpot -> Verify -> Done
#              | ^            | ^
#              v |            v |
#            AfterSpot      AfterVerify -> Failed
#              |
#              v
#            LoadOnDemand <-> AfterOnDemand -> Failed
locals {
  # Exit codes that need a person. 3, out of memory, is one: it would happen again. Anything else may be run again: 75, signals
  # and kills (130, 137, 143), a task that Fargate took back, a request that found no capacity. So what is not understood is
  # run again too, up to the limit of attempts.
  permanent_exits = [1, 2, 3, 4, 5, 6, 7, 8, 9]

  # The failure of a task reaches the state machine as a text, {"Containers":[{...,"ExitCode":7,...}],...}, and that of a request
  # as an error message. So the text is searched, not parsed.
  is_permanent = {
    Or = flatten([for exit in local.permanent_exits : [
      for end in [",", "}"] : { Variable = "$.failure.Cause", StringMatches = "*\"ExitCode\":${exit}${end}*" }
    ]])
  }

  verifies = var.common.verify == "full"

  task = {
    load   = { verify = "none" }
    verify = { verify = "full" }
  }

  run_task = { for step, settings in local.task : step => {
    Type     = "Task"
    Resource = "arn:${local.partition}:states:::ecs:runTask.sync"
    Parameters = {
      Cluster        = aws_ecs_cluster.job.arn
      TaskDefinition = aws_ecs_task_definition.job.arn
      PropagateTags  = "TASK_DEFINITION"
      NetworkConfiguration = {
        AwsvpcConfiguration = {
          Subnets        = var.subnet_ids
          SecurityGroups = [var.common.security_group_id]
          AssignPublicIp = var.assign_public_ip ? "ENABLED" : "DISABLED"
        }
      }
      Overrides = {
        ContainerOverrides = [{
          Name    = "waybill"
          Command = concat(var.common.arguments, ["--verify=${settings.verify}"])
        }]
      }
    }
    TimeoutSeconds = var.timeout_seconds
    ResultPath     = null
  } }

  on = { for provider in ["FARGATE_SPOT", "FARGATE"] : provider => {
    CapacityProviderStrategy = [{ CapacityProvider = provider, Weight = 1 }]
  } }

  # Task, the count that its failures move, how often it may begin, what follows when it may not
  steps = {
    OnSpot   = { task = "LoadOnSpot", count = "spot", limit = var.spot_attempts, otherwise = "LoadOnDemand" }
    OnDemand = { task = "LoadOnDemand", count = "on_demand", limit = var.on_demand_attempts, otherwise = "Failed" }
    Verify   = { task = "Verify", count = "verify", limit = var.on_demand_attempts, otherwise = "Failed" }
  }
  counts = ["on_demand", "spot", "verify"]

  tasks = {
    LoadOnSpot = merge(local.run_task.load, {
      Comment    = "Loads on Fargate Spot"
      Parameters = merge(local.run_task.load.Parameters, local.on.FARGATE_SPOT)
      Catch      = [{ ErrorEquals = ["States.ALL"], ResultPath = "$.failure", Next = "CountOnSpot" }]
      Next       = "Verify"
    })
    LoadOnDemand = merge(local.run_task.load, {
      Comment    = "Loads on Fargate, which nobody takes back"
      Parameters = merge(local.run_task.load.Parameters, local.on.FARGATE)
      Catch      = [{ ErrorEquals = ["States.ALL"], ResultPath = "$.failure", Next = "CountOnDemand" }]
      Next       = "Verify"
    })
    # The same command again: it finds every row committed, compares each with the source, and records the result in Kafka.
    Verify = merge(local.run_task.verify, {
      Comment    = "Compares every row with the source"
      Parameters = merge(local.run_task.verify.Parameters, local.on.FARGATE)
      Catch      = [{ ErrorEquals = ["States.ALL"], ResultPath = "$.failure", Next = "CountVerify" }]
      Next       = "Done"
    })
  }

  counters = { for step, settings in local.steps : "Count${step}" => {
    Type = "Pass"
    Parameters = merge(
      { "failure.$" = "$.failure" },
      { for count in local.counts : "${count}.$" => count == settings.count ? "States.MathAdd($.${count}, 1)" : "$.${count}" },
    )
    Next = "After${step}"
  } }

  choices = { for step, settings in local.steps : "After${step}" => {
    Type = "Choice"
    Choices = [
      merge(local.is_permanent, { Next = "Failed" }),
      { Variable = "$.${settings.count}", NumericLessThan = settings.limit, Next = "PauseBefore${settings.task}" },
    ]
    Default = settings.otherwise
  } }

  pauses = { for step, settings in local.steps : "PauseBefore${settings.task}" => {
    Type    = "Wait"
    Seconds = var.pause_seconds
    Next    = settings.task
  } }

  states = merge(
    { Begin = {
      Type   = "Pass"
      Result = { for count in local.counts : count => 0 }
      Next   = var.spot_attempts > 0 ? "LoadOnSpot" : "LoadOnDemand"
    } },
    { for name, task in local.tasks : name => merge(task, { Next = name != "Verify" && !local.verifies ? "Done" : task.Next }) },
    local.counters,
    local.choices,
    local.pauses,
    {
      Done   = { Type = "Succeed" }
      Failed = { Type = "Fail", ErrorPath = "$.failure.Error", CausePath = "$.failure.Cause" }
    },
  )

  # A state machine may not have states that nothing leads to.
  unused = concat(
    var.spot_attempts > 0 ? [] : ["LoadOnSpot", "CountOnSpot", "AfterOnSpot", "PauseBeforeLoadOnSpot"],
    local.verifies ? [] : ["Verify", "CountVerify", "AfterVerify", "PauseBeforeVerify"],
  )
}

resource "aws_sfn_state_machine" "job" {
  name     = local.name
  role_arn = aws_iam_role.states.arn

  definition = jsonencode({
    Comment = "Job ${var.common.job}: load on spot, then on demand, then verify"
    StartAt = "Begin"
    States  = { for name, state in local.states : name => state if !contains(local.unused, name) }
  })

  tags = var.tags

  depends_on = [aws_iam_role_policy.states, aws_ecs_cluster_capacity_providers.job]
}

resource "aws_cloudwatch_metric_alarm" "failed" {
  alarm_name          = "${local.name}-execution-failed"
  alarm_description   = "The state machine of ${local.name} gave up: an exit code that needs a person, or too many attempts."
  namespace           = "AWS/States"
  metric_name         = "ExecutionsFailed"
  dimensions          = { StateMachineArn = aws_sfn_state_machine.job.arn }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions

  tags = var.tags
}
