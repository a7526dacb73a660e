variable "image" {
  description = "The image of Waybill."
  type        = string
}

module "deployment" {
  source = "../../modules/ecs"

  common        = module.common.deployment
  subnet_ids    = var.subnet_ids
  image         = var.image
  alarm_actions = var.alarm_actions
}
