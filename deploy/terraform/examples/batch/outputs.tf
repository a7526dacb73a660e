output "run_command" {
  description = "Runs the job; again: resumes it, or prints its summary."
  value       = module.deployment.run_command
}

output "log_group_name" {
  description = "The log group of the job's events and errors."
  value       = module.common.log_group_name
}

output "security_group_id" {
  description = "The job's security group. The brokers' group must let it in."
  value       = module.common.security_group_id
}

output "deployment" {
  description = "What the deployment was given, to read and to check."
  value       = module.common.deployment
}
