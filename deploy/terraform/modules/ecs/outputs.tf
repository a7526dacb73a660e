output "cluster_arn" {
  description = "The cluster."
  value       = aws_ecs_cluster.job.arn
}

output "task_definition_arn" {
  description = "The task definition, with its revision."
  value       = aws_ecs_task_definition.job.arn
}

output "state_machine_arn" {
  description = "The state machine."
  value       = aws_sfn_state_machine.job.arn
}

output "run_command" {
  description = "Runs the job; again: resumes it, or prints its summary."
  value       = "aws stepfunctions start-execution --state-machine-arn ${aws_sfn_state_machine.job.arn}"
}

output "job_role_arn" {
  description = "The role of the job."
  value       = aws_iam_role.job.arn
}
