variable "image" {
  description = "The image of Waybill."
  type        = string
}

variable "service_role_arn" {
  description = "Role of AWS Batch; null takes its service-linked role."
  type        = string
  default     = null
}

module "deployment" {
  source = "../../modules/batch"

  common           = module.common.deployment
  subnet_ids       = var.subnet_ids
  image            = var.image
  service_role_arn = var.service_role_arn
}

output "run_array_command" {
  description = "Runs all jobs of `array`; null without."
  value       = module.deployment.run_array_command
}
