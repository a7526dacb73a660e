# The alarms rest on the events that `waybill load --json` prints, one JSON object per line. Lines that are not JSON, such as
# those of stderr, match no such pattern.
locals {
  namespace = "Waybill/${var.name}"

  filters = {
    progress = {
      metric  = "Progress"
      pattern = "{ ($.type = \"committed\") || ($.type = \"verifying\") || ($.type = \"summary\") }"
    }
    # Exits that a scheduler may repeat (75, 130, 143) are no failure; 6 has an alarm of its own.
    failed = {
      metric  = "Failed"
      pattern = "{ ($.type = \"error\") && ($.exit != 6) && ($.exit != 75) && ($.exit != 130) && ($.exit != 143) }"
    }
    # The JVM's own last words, exit 3; nothing of ours can run after them.
    out_of_memory = {
      metric  = "Failed"
      pattern = "\"Terminating due to java.lang.OutOfMemoryError\""
    }
    fenced = {
      metric  = "Fenced"
      pattern = "{ ($.type = \"error\") && ($.code = \"FENCED\") }"
    }
  }

  event_alarms = {
    failed = "A job of ${var.name} failed with an exit code that needs a person. The log group ${aws_cloudwatch_log_group.job.name} has the cause and the fix."
    fenced = "A job of ${var.name} ended since another instance owns it. If none should, look for it before you run the job again."
  }
}

resource "aws_cloudwatch_log_metric_filter" "event" {
  for_each = local.filters

  name           = "${var.name}-${replace(each.key, "_", "-")}"
  log_group_name = aws_cloudwatch_log_group.job.name
  pattern        = each.value.pattern

  metric_transformation {
    namespace = local.namespace
    name      = each.value.metric
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "event" {
  for_each = local.event_alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value
  namespace           = local.namespace
  metric_name         = local.filters[each.key].metric
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions

  tags = var.tags
}

# A job that does not run commits nothing, and that is no alarm. Whether one runs is seen in the table: its owner moves the
# lease every few seconds. So without a mirror there is no such alarm.
resource "aws_cloudwatch_metric_alarm" "no_commit" {
  count = var.job.mirror ? 1 : 0

  alarm_name          = "${var.name}-no-commit"
  alarm_description   = "A job of ${var.name} holds its lease and has neither committed nor verified for ${var.no_commit_minutes} minutes."
  evaluation_periods  = var.no_commit_minutes
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  metric_query {
    id          = "stuck"
    expression  = "IF(FILL(leased, 0) > 0 AND FILL(progress, 0) < 1, 1, 0)"
    label       = "Running without a commit"
    return_data = true
  }

  metric_query {
    id = "leased"

    metric {
      namespace   = "AWS/DynamoDB"
      metric_name = "ConsumedWriteCapacityUnits"
      period      = 60
      stat        = "Sum"
      dimensions  = { TableName = aws_dynamodb_table.mirror[0].name }
    }
  }

  metric_query {
    id = "progress"

    metric {
      namespace   = local.namespace
      metric_name = local.filters["progress"].metric
      period      = 60
      stat        = "Sum"
    }
  }

  tags = var.tags
}
