# What a job may do, and nothing else. Written with jsonencode rather than data sources, so that the tests see the policy
# itself where the provider is mocked.
locals {
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.id
  account   = data.aws_caller_identity.current.account_id

  # s3://BUCKET/KEY?versionId=ID -> BUCKET/KEY
  source_objects = distinct([for job in local.jobs : trimprefix(split("?versionId=", job.source)[0], "s3://")])
  prefixes       = [for prefix in var.source_prefixes : trimprefix(prefix, "s3://")]
  prefix_buckets = distinct([for prefix in local.prefixes : split("/", prefix)[0]])

  table_arn = "arn:${local.partition}:dynamodb:${local.region}:${local.account}:table/${var.name}"

  # arn:aws:kafka:REGION:ACCOUNT:cluster/NAME/ID -> arn:aws:kafka:REGION:ACCOUNT:TYPE/NAME/ID
  uses_iam        = var.job.auth.mechanism == "iam"
  msk_cluster     = local.uses_iam ? var.job.auth.msk_cluster_arn : ""
  msk_topics      = [for topic in distinct(concat(local.jobs[*].topic, [var.job.checkpoint_topic])) : "${replace(local.msk_cluster, ":cluster/", ":topic/")}/${topic}"]
  msk_transaction = [for job in local.jobs : "${replace(local.msk_cluster, ":cluster/", ":transactional-id/")}/waybill.${job.name}"]

  statements = concat(
    [
      {
        Sid      = "ReadSource"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:GetObjectVersion"]
        Resource = [for object in concat(local.source_objects, [for prefix in local.prefixes : "${prefix}*"]) : "arn:${local.partition}:s3:::${object}"]
      },
    ],
    [for index, bucket in local.prefix_buckets : {
      Sid       = "ListSource${index}"
      Effect    = "Allow"
      Action    = ["s3:ListBucket"]
      Resource  = ["arn:${local.partition}:s3:::${bucket}"]
      Condition = { StringLike = { "s3:prefix" = [for prefix in local.prefixes : "${join("/", slice(split("/", prefix), 1, length(split("/", prefix))))}*" if split("/", prefix)[0] == bucket] } }
    }],
    length(var.source_kms_key_arns) == 0 ? [] : [
      {
        Sid      = "DecryptSource"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.source_kms_key_arns
      },
    ],
    !var.job.mirror ? [] : [
      {
        Sid      = "MirrorAndLease"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
        Resource = [local.table_arn]
      },
    ],
    !var.job.mirror || var.table_kms_key_arn == null ? [] : [
      {
        Sid       = "DecryptTable"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = [var.table_kms_key_arn]
        Condition = { StringEquals = { "kms:ViaService" = "dynamodb.${local.region}.amazonaws.com" } }
      },
    ],
    !local.uses_iam ? [] : [
      {
        Sid    = "KafkaCluster"
        Effect = "Allow"
        Action = [
          "kafka-cluster:Connect",
          "kafka-cluster:DescribeCluster",
          "kafka-cluster:DescribeClusterDynamicConfiguration",
          "kafka-cluster:WriteDataIdempotently",
        ]
        Resource = [local.msk_cluster]
      },
      {
        Sid    = "KafkaTopics"
        Effect = "Allow"
        Action = concat(
          [
            "kafka-cluster:DescribeTopic",
            "kafka-cluster:DescribeTopicDynamicConfiguration",
            "kafka-cluster:ReadData",
            "kafka-cluster:WriteData",
          ],
          var.job.create_topics ? ["kafka-cluster:CreateTopic"] : [],
        )
        Resource = local.msk_topics
      },
      {
        Sid      = "KafkaTransactions"
        Effect   = "Allow"
        Action   = ["kafka-cluster:AlterTransactionalId", "kafka-cluster:DescribeTransactionalId"]
        Resource = local.msk_transaction
      },
    ],
  )

  # For whoever fills the job's environment: the execution role of a container, the instance role on EC2.
  secret_statements = length(local.secret_keys) == 0 ? [] : concat(
    [
      {
        Sid      = "ReadSecret"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [var.job.auth.secret_arn]
      },
    ],
    var.job.auth.secret_kms_key_arn == null ? [] : [
      {
        Sid      = "DecryptSecret"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = [var.job.auth.secret_kms_key_arn]
      },
    ],
  )
}

resource "aws_iam_policy" "job" {
  name        = "${var.name}-${local.region}-job"
  description = "What a Waybill job may do: read its objects, keep its mirror and lease, reach its topics."
  policy      = jsonencode({ Version = "2012-10-17", Statement = local.statements })

  tags = var.tags
}

resource "aws_iam_policy" "secrets" {
  count = length(local.secret_statements) > 0 ? 1 : 0

  name        = "${var.name}-${local.region}-secrets"
  description = "Reads the secret with which a Waybill job reaches Kafka."
  policy      = jsonencode({ Version = "2012-10-17", Statement = local.secret_statements })

  tags = var.tags
}
