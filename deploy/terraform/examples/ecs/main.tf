# The same in all three examples: only deployment.tf differs.
module "common" {
  source = "../../modules/common"

  name  = var.name
  job   = var.job
  array = var.array

  vpc_id                   = var.vpc_id
  broker_cidr_blocks       = var.broker_cidr_blocks
  create_gateway_endpoints = length(var.route_table_ids) > 0
  route_table_ids          = var.route_table_ids

  alarm_actions = var.alarm_actions
}
