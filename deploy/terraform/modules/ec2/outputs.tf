output "autoscaling_group_name" {
  description = "The Auto Scaling group."
  value       = aws_autoscaling_group.job.name
}

output "launch_template_id" {
  description = "The launch template."
  value       = aws_launch_template.instance.id
}

output "run_command" {
  description = "Runs the job; again: resumes it, or prints its summary."
  value       = "aws autoscaling set-desired-capacity --auto-scaling-group-name ${aws_autoscaling_group.job.name} --desired-capacity 1"
}

output "instance_role_arn" {
  description = "The role of the instance, and so of the job."
  value       = aws_iam_role.instance.arn
}

output "user_data" {
  description = "What cloud-init writes and runs, to read and to check. It holds no secret."
  value       = local.user_data
}
