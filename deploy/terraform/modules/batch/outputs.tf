output "job_queue_arn" {
  description = "The queue."
  value       = aws_batch_job_queue.job.arn
}

output "job_definition_arn" {
  description = "The definition of the job, with its revision."
  value       = aws_batch_job_definition.job.arn
}

output "array_job_definition_arn" {
  description = "The definition of the array job; null without `array`."
  value       = one(aws_batch_job_definition.array[*].arn)
}

output "run_command" {
  description = "Runs the job; again: resumes it, or prints its summary."
  value       = "aws batch submit-job --job-name ${local.name} --job-queue ${aws_batch_job_queue.job.name} --job-definition ${aws_batch_job_definition.job.name}"
}

output "run_array_command" {
  description = "Runs all jobs of `array`; null without."
  value       = length(var.common.array) == 0 ? null : "aws batch submit-job --job-name ${local.name}-array --job-queue ${aws_batch_job_queue.job.name} --job-definition ${local.name}-array --array-properties size=${length(var.common.array)}"
}

output "job_role_arn" {
  description = "The role of the job."
  value       = aws_iam_role.job.arn
}

output "compute_environment_arn" {
  description = "The compute environment."
  value       = aws_batch_compute_environment.spot.arn
}
