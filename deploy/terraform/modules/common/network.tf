locals {
  broker_ports = toset([for broker in var.job.brokers : split(":", broker)[1]])

  broker_rules = merge(
    { for pair in setproduct(local.broker_ports, var.broker_cidr_blocks) : "${pair[0]}-${pair[1]}" => { port = tonumber(pair[0]), cidr = pair[1], group = null } },
    # By number: the id of a group that is created in the same run is not known yet.
    { for pair in setproduct(local.broker_ports, range(length(var.broker_security_group_ids))) : "${pair[0]}-group-${pair[1]}" => { port = tonumber(pair[0]), cidr = null, group = var.broker_security_group_ids[pair[1]] } },
  )
}

# Nothing comes in; out go the brokers' ports and HTTPS. Names are looked up at the VPC's resolver, which no group filters.
resource "aws_security_group" "job" {
  name        = "${var.name}-job"
  description = "Waybill jobs of ${var.name}: out to the brokers and to AWS, nothing in"
  vpc_id      = var.vpc_id

  tags = merge({ Name = "${var.name}-job" }, var.tags)

  lifecycle {
    precondition {
      condition     = length(var.broker_cidr_blocks) + length(var.broker_security_group_ids) > 0
      error_message = "Give broker_cidr_blocks or broker_security_group_ids: without them the job cannot reach a broker."
    }
  }
}

resource "aws_vpc_security_group_egress_rule" "brokers" {
  for_each = local.broker_rules

  security_group_id            = aws_security_group.job.id
  description                  = "Kafka"
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  cidr_ipv4                    = each.value.cidr
  referenced_security_group_id = each.value.group

  tags = var.tags
}

resource "aws_vpc_security_group_egress_rule" "https" {
  for_each = toset(var.https_cidr_blocks)

  security_group_id = aws_security_group.job.id
  description       = "S3, DynamoDB and other services of AWS"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = each.value

  tags = var.tags
}

resource "aws_vpc_endpoint" "gateway" {
  for_each = toset(var.create_gateway_endpoints ? ["s3", "dynamodb"] : [])

  vpc_id            = var.vpc_id
  service_name      = "com.amazonaws.${local.region}.${each.value}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = var.route_table_ids

  tags = merge({ Name = "${var.name}-${each.value}" }, var.tags)
}

# A gateway endpoint is a route to the service's public addresses: where HTTPS is narrowed to the VPC, they must be allowed.
resource "aws_vpc_security_group_egress_rule" "gateway" {
  for_each = aws_vpc_endpoint.gateway

  security_group_id = aws_security_group.job.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = each.value.prefix_list_id

  tags = var.tags
}
