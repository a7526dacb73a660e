data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

# `id` is the region's name in version 5 and 6 of the provider; `name` and `region` are not.
data "aws_region" "current" {}

# ---------------------------------------------------------------- mirror and lease

resource "aws_dynamodb_table" "mirror" {
  count = var.job.mirror ? 1 : 0

  name                        = var.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "job_id"
  deletion_protection_enabled = var.table_deletion_protection

  attribute {
    name = "job_id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  # A table is always encrypted; this takes a key that CloudTrail shows: AWS's for DynamoDB, or yours.
  server_side_encryption {
    enabled     = true
    kms_key_arn = var.table_kms_key_arn
  }

  tags = var.tags
}

# ---------------------------------------------------------------- log

resource "aws_cloudwatch_log_group" "job" {
  name              = "/waybill/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_kms_key_arn

  tags = var.tags
}
