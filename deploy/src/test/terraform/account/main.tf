# What an account has before Waybill comes: a network, a role of AWS Batch. For a local server of AWS's API.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.60, < 7.0"
    }
  }
}

data "aws_availability_zones" "all" {
  state = "available"
}

resource "aws_vpc" "test" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "test" {
  count = 2

  vpc_id            = aws_vpc.test.id
  cidr_block        = cidrsubnet(aws_vpc.test.cidr_block, 8, count.index)
  availability_zone = data.aws_availability_zones.all.names[count.index]
}

resource "aws_route_table" "test" {
  vpc_id = aws_vpc.test.id
}

resource "aws_iam_role" "batch" {
  name = "batch-service"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "batch.amazonaws.com" } }]
  })
}

output "vpc_id" {
  value = aws_vpc.test.id
}

output "subnet_ids" {
  value = aws_subnet.test[*].id
}

output "route_table_ids" {
  value = [aws_route_table.test.id]
}

output "service_role_arn" {
  value = aws_iam_role.batch.arn
}
