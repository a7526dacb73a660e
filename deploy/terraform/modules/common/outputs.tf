output "deployment" {
  description = "What a deployment module needs, as one object: the job's arguments, environment, secrets, policies, log group and security group."
  value = {
    name              = var.name
    job               = var.job.name
    arguments         = local.arguments[0]
    array             = slice(local.arguments, 1, length(local.arguments))
    verify            = var.job.verify
    environment       = var.job.environment
    secret_arn        = length(local.secret_keys) == 0 ? null : var.job.auth.secret_arn
    secret_keys       = local.secret_keys
    job_policy_arn    = aws_iam_policy.job.arn
    secret_policy_arn = one(aws_iam_policy.secrets[*].arn)
    log_group_name    = aws_cloudwatch_log_group.job.name
    log_group_arn     = aws_cloudwatch_log_group.job.arn
    security_group_id = aws_security_group.job.id
  }
}

output "table_name" {
  description = "The DynamoDB table of mirror and lease; null without a mirror."
  value       = one(aws_dynamodb_table.mirror[*].name)
}

output "table_arn" {
  description = "ARN of the DynamoDB table; null without a mirror."
  value       = one(aws_dynamodb_table.mirror[*].arn)
}

output "log_group_name" {
  description = "The log group of the job's events and errors."
  value       = aws_cloudwatch_log_group.job.name
}

output "security_group_id" {
  description = "The job's security group. The brokers' group must let it in."
  value       = aws_security_group.job.id
}

output "job_policy_json" {
  description = "The policy of the job, to read and to check."
  value       = aws_iam_policy.job.policy
}

output "alarm_names" {
  description = "The alarms."
  value       = concat([for alarm in aws_cloudwatch_metric_alarm.event : alarm.alarm_name], aws_cloudwatch_metric_alarm.no_commit[*].alarm_name)
}
