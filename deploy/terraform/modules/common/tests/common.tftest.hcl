mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }

  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::111122223333:policy/waybill" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/waybill/waybill" }
  }
}

variables {
  vpc_id             = "vpc-1"
  broker_cidr_blocks = ["10.0.0.0/16", "10.1.0.0/16"]

  job = {
    name    = "orders-2026"
    source  = "s3://exports/orders/2026.csv?versionId=v1"
    topic   = "orders"
    brokers = ["b-1.example.com:9098", "b-2.example.com:9098"]
    auth    = { msk_cluster_arn = "arn:aws:kafka:eu-central-1:111122223333:cluster/acme/0f1e-2" }
  }
}

run "a_job_may_do_what_it_needs_and_no_more" {
  assert {
    condition = jsondecode(aws_iam_policy.job.policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "ReadSource"
          Effect   = "Allow"
          Action   = ["s3:GetObject", "s3:GetObjectVersion"]
          Resource = ["arn:aws:s3:::exports/orders/2026.csv"]
        },
        {
          Sid      = "MirrorAndLease"
          Effect   = "Allow"
          Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
          Resource = ["arn:aws:dynamodb:eu-central-1:111122223333:table/waybill"]
        },
        {
          Sid    = "KafkaCluster"
          Effect = "Allow"
          Action = [
            "kafka-cluster:Connect",
            "kafka-cluster:DescribeCluster",
            "kafka-cluster:DescribeClusterDynamicConfiguration",
            "kafka-cluster:WriteDataIdempotently",
          ]
          Resource = ["arn:aws:kafka:eu-central-1:111122223333:cluster/acme/0f1e-2"]
        },
        {
          Sid    = "KafkaTopics"
          Effect = "Allow"
          Action = [
            "kafka-cluster:DescribeTopic",
            "kafka-cluster:DescribeTopicDynamicConfiguration",
            "kafka-cluster:ReadData",
            "kafka-cluster:WriteData",
          ]
          Resource = [
            "arn:aws:kafka:eu-central-1:111122223333:topic/acme/0f1e-2/orders",
            "arn:aws:kafka:eu-central-1:111122223333:topic/acme/0f1e-2/waybill.checkpoints",
          ]
        },
        {
          Sid      = "KafkaTransactions"
          Effect   = "Allow"
          Action   = ["kafka-cluster:AlterTransactionalId", "kafka-cluster:DescribeTransactionalId"]
          Resource = ["arn:aws:kafka:eu-central-1:111122223333:transactional-id/acme/0f1e-2/waybill.orders-2026"]
        },
      ]
    }
    error_message = "The policy is another one: ${aws_iam_policy.job.policy}"
  }

  assert {
    condition     = length(aws_iam_policy.secrets) == 0
    error_message = "With IAM there is no secret to read."
  }
}

run "the_command_line_holds_the_whole_job" {
  assert {
    condition = jsonencode(output.deployment.arguments) == jsonencode([
      "load",
      "s3://exports/orders/2026.csv?versionId=v1",
      "--topic=orders",
      "--partition=0",
      "--job=orders-2026",
      "--bootstrap-server=b-1.example.com:9098,b-2.example.com:9098",
      "--checkpoint-topic=waybill.checkpoints",
      "--json",
      "--mirror=dynamodb://waybill",
      "--command-property=security.protocol=SASL_SSL",
      "--command-property=sasl.mechanism=AWS_MSK_IAM",
      "--command-property=sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;",
      "--command-property=sasl.client.callback.handler.class=software.amazon.msk.auth.iam.IAMClientCallbackHandler",
    ])
    error_message = "The arguments are others: ${jsonencode(output.deployment.arguments)}"
  }
}

run "the_table_is_keyed_by_job_and_protected" {
  assert {
    condition     = aws_dynamodb_table.mirror[0].hash_key == "job_id" && one(aws_dynamodb_table.mirror[0].attribute).type == "S"
    error_message = "The code reads and writes items by job_id, a string."
  }

  assert {
    condition     = aws_dynamodb_table.mirror[0].billing_mode == "PAY_PER_REQUEST"
    error_message = "The table is billed on demand."
  }

  assert {
    condition     = aws_dynamodb_table.mirror[0].point_in_time_recovery[0].enabled && aws_dynamodb_table.mirror[0].server_side_encryption[0].enabled
    error_message = "Point-in-time recovery and encryption are on."
  }
}

run "the_group_lets_nothing_in_and_only_brokers_and_https_out" {
  assert {
    condition     = toset(keys(aws_vpc_security_group_egress_rule.brokers)) == toset(["9098-10.0.0.0/16", "9098-10.1.0.0/16"])
    error_message = "One rule for each port and range of the brokers: ${jsonencode(keys(aws_vpc_security_group_egress_rule.brokers))}"
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_egress_rule.brokers : rule.from_port == 9098 && rule.to_port == 9098 && rule.ip_protocol == "tcp"])
    error_message = "Only the brokers' port."
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_egress_rule.https : rule.from_port] == [443]
    error_message = "HTTPS only."
  }

  assert {
    condition     = length(aws_vpc_endpoint.gateway) == 0
    error_message = "Gateway endpoints are an option."
  }
}

run "the_alarms_rest_on_the_events_of_the_command_line" {
  variables {
    alarm_actions     = ["arn:aws:sns:eu-central-1:111122223333:pager"]
    no_commit_minutes = 7
  }

  assert {
    condition     = aws_cloudwatch_log_metric_filter.event["fenced"].pattern == "{ ($.type = \"error\") && ($.code = \"FENCED\") }"
    error_message = "Fenced is the code of an error event."
  }

  assert {
    condition     = alltrue([for code in ["6", "75", "130", "143"] : strcontains(aws_cloudwatch_log_metric_filter.event["failed"].pattern, "($.exit != ${code})")])
    error_message = "What may be repeated is no failure."
  }

  assert {
    condition     = one(aws_cloudwatch_log_metric_filter.event["progress"].metric_transformation).name == "Progress" && strcontains(aws_cloudwatch_log_metric_filter.event["progress"].pattern, "\"committed\"")
    error_message = "A commit is progress."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.no_commit[0].evaluation_periods == 7 && aws_cloudwatch_metric_alarm.no_commit[0].alarm_actions == toset(["arn:aws:sns:eu-central-1:111122223333:pager"])
    error_message = "Seven minutes, and the pager."
  }

  assert {
    condition     = anytrue([for query in aws_cloudwatch_metric_alarm.no_commit[0].metric_query : query.expression == "IF(FILL(leased, 0) > 0 AND FILL(progress, 0) < 1, 1, 0)"])
    error_message = "Only a job that holds its lease can be stuck."
  }

  assert {
    condition     = toset(output.alarm_names) == toset(["waybill-failed", "waybill-fenced", "waybill-no-commit"])
    error_message = "Three alarms: ${jsonencode(output.alarm_names)}"
  }
}

run "options_widen_the_policy_by_what_they_name" {
  variables {
    source_prefixes     = ["s3://exports/orders/", "s3://other/"]
    source_kms_key_arns = ["arn:aws:kms:eu-central-1:111122223333:key/objects"]
    table_kms_key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/table"
    job = {
      name          = "orders-2026"
      source        = "s3://exports/orders/2026.csv"
      topic         = "orders"
      brokers       = ["b-1.example.com:9098"]
      create_topics = true
      auth          = { msk_cluster_arn = "arn:aws:kafka:eu-central-1:111122223333:cluster/acme/0f1e-2" }
    }
  }

  assert {
    condition     = jsondecode(aws_iam_policy.job.policy).Statement[0].Resource == ["arn:aws:s3:::exports/orders/2026.csv", "arn:aws:s3:::exports/orders/*", "arn:aws:s3:::other/*"]
    error_message = "The object and the prefixes: ${aws_iam_policy.job.policy}"
  }

  assert {
    condition = [for statement in jsondecode(aws_iam_policy.job.policy).Statement : [statement.Resource, statement.Condition] if contains(statement.Action, "s3:ListBucket")] == [
      [["arn:aws:s3:::exports"], { StringLike = { "s3:prefix" = ["orders/*"] } }],
      [["arn:aws:s3:::other"], { StringLike = { "s3:prefix" = ["*"] } }],
    ]
    error_message = "Listing is allowed under the prefixes: ${aws_iam_policy.job.policy}"
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_policy.job.policy).Statement : statement.Resource if contains(statement.Action, "kms:Decrypt")] == [["arn:aws:kms:eu-central-1:111122223333:key/objects"], ["arn:aws:kms:eu-central-1:111122223333:key/table"]]
    error_message = "The two keys: ${aws_iam_policy.job.policy}"
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_policy.job.policy).Statement : contains(statement.Action, "kafka-cluster:CreateTopic") if statement.Sid == "KafkaTopics"] == [true]
    error_message = "Topics are created, so it is allowed."
  }

  assert {
    condition     = contains(output.deployment.arguments, "--create-topic")
    error_message = "Topics are created, so it is asked for."
  }
}

run "no_permission_is_for_everything" {
  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_policy.job.policy).Statement : alltrue([for each in concat(statement.Action, statement.Resource) : each != "*" && !endswith(each, ":*")])])
    error_message = "A wildcard: ${aws_iam_policy.job.policy}"
  }
}

run "without_a_mirror_there_is_no_table_and_no_right_to_it" {
  variables {
    job = {
      name    = "orders"
      source  = "s3://exports/orders.csv"
      topic   = "orders"
      brokers = ["b-1.example.com:9092"]
      mirror  = false
      auth    = { mechanism = "none" }
    }
  }

  assert {
    condition     = length(aws_dynamodb_table.mirror) == 0 && length(aws_cloudwatch_metric_alarm.no_commit) == 0 && output.table_name == null
    error_message = "No table, and no alarm that rests on it."
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_policy.job.policy).Statement : statement.Sid] == ["ReadSource"]
    error_message = "Only the object: ${aws_iam_policy.job.policy}"
  }

  assert {
    condition     = length([for argument in output.deployment.arguments : argument if startswith(argument, "--mirror") || startswith(argument, "--command-property")]) == 0
    error_message = "Neither a mirror nor security: ${jsonencode(output.deployment.arguments)}"
  }
}

run "a_password_comes_from_the_secret_and_is_no_argument" {
  variables {
    job = {
      name    = "orders"
      source  = "s3://exports/orders.csv"
      topic   = "orders"
      brokers = ["b-1.example.com:9096"]
      auth = {
        mechanism          = "scram"
        secret_arn         = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:AmazonMSK_waybill-a1b2c3"
        secret_kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/secret"
        private_ca         = true
      }
    }
  }

  assert {
    condition     = contains(output.deployment.arguments, "--command-property=sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=\"$${env:KAFKA_USERNAME}\" password=\"$${env:KAFKA_PASSWORD}\";")
    error_message = "Kafka's client takes them from the environment: ${jsonencode(output.deployment.arguments)}"
  }

  assert {
    condition     = contains(output.deployment.arguments, "--command-property=ssl.truststore.certificates=$${env:KAFKA_CA}")
    error_message = "So it takes the private authority: ${jsonencode(output.deployment.arguments)}"
  }

  assert {
    condition     = output.deployment.secret_keys == tomap({ KAFKA_USERNAME = "username", KAFKA_PASSWORD = "password", KAFKA_CA = "ca" })
    error_message = "The keys are others: ${jsonencode(output.deployment.secret_keys)}"
  }

  assert {
    condition = jsondecode(aws_iam_policy.secrets[0].policy).Statement == [
      {
        Sid      = "ReadSecret"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = ["arn:aws:secretsmanager:eu-central-1:111122223333:secret:AmazonMSK_waybill-a1b2c3"]
      },
      {
        Sid      = "DecryptSecret"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = ["arn:aws:kms:eu-central-1:111122223333:key/secret"]
      },
    ]
    error_message = "The policy is another one: ${aws_iam_policy.secrets[0].policy}"
  }

  assert {
    condition     = length([for statement in jsondecode(aws_iam_policy.job.policy).Statement : statement if startswith(statement.Sid, "Kafka")]) == 0
    error_message = "Without IAM nothing of Kafka is IAM's: ${aws_iam_policy.job.policy}"
  }
}

run "a_client_certificate_comes_from_the_secret" {
  variables {
    job = {
      name    = "orders"
      source  = "s3://exports/orders.csv"
      topic   = "orders"
      brokers = ["b-1.example.com:9094"]
      auth    = { mechanism = "mtls", secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:waybill-a1b2c3" }
    }
  }

  assert {
    condition     = contains(output.deployment.arguments, "--command-property=ssl.keystore.key=$${env:KAFKA_PRIVATE_KEY}") && output.deployment.secret_keys == tomap({ KAFKA_CERTIFICATE = "certificate", KAFKA_PRIVATE_KEY = "private_key" })
    error_message = "Certificate and key: ${jsonencode(output.deployment)}"
  }
}

run "each_element_of_an_array_is_a_job_of_its_own" {
  variables {
    array = [
      { name = "orders-1", source = "s3://exports/1.csv", topic = "orders-1" },
      { name = "orders-2", source = "s3://exports/2.csv", topic = "orders-2", partition = 3 },
    ]
  }

  assert {
    condition     = jsonencode([for arguments in output.deployment.array : slice(arguments, 0, 5)]) == jsonencode([["load", "s3://exports/1.csv", "--topic=orders-1", "--partition=0", "--job=orders-1"], ["load", "s3://exports/2.csv", "--topic=orders-2", "--partition=3", "--job=orders-2"]])
    error_message = "Source, topic, partition and name are the element's: ${jsonencode(output.deployment.array)}"
  }

  assert {
    condition     = length(jsondecode(aws_iam_policy.job.policy).Statement[0].Resource) == 3 && strcontains(aws_iam_policy.job.policy, "transactional-id/acme/0f1e-2/waybill.orders-2\"")
    error_message = "It may read all objects and use all transactional ids: ${aws_iam_policy.job.policy}"
  }
}

run "gateway_endpoints_come_with_the_way_out_to_them" {
  variables {
    create_gateway_endpoints = true
    route_table_ids          = ["rtb-1"]
    https_cidr_blocks        = []
  }

  assert {
    condition     = aws_vpc_endpoint.gateway["s3"].service_name == "com.amazonaws.eu-central-1.s3" && aws_vpc_endpoint.gateway["dynamodb"].vpc_endpoint_type == "Gateway"
    error_message = "Gateway endpoints of both services."
  }

  assert {
    condition     = toset(keys(aws_vpc_security_group_egress_rule.gateway)) == toset(["s3", "dynamodb"]) && length(aws_vpc_security_group_egress_rule.https) == 0
    error_message = "The group lets out to them alone."
  }
}

run "a_job_without_a_way_to_the_brokers_is_refused" {
  command = plan

  variables {
    broker_cidr_blocks = []
  }

  expect_failures = [aws_security_group.job]
}

run "iam_without_a_cluster_is_refused" {
  command = plan

  variables {
    job = { name = "orders", source = "s3://exports/orders.csv", topic = "orders", brokers = ["b:9098"] }
  }

  expect_failures = [var.job]
}

run "a_flag_that_the_job_sets_itself_is_refused" {
  command = plan

  variables {
    job = {
      name      = "orders"
      source    = "s3://exports/orders.csv"
      topic     = "orders"
      brokers   = ["b:9092"]
      auth      = { mechanism = "none" }
      arguments = ["--value=raw", "--verify=none"]
    }
  }

  expect_failures = [var.job]
}

run "two_jobs_of_an_array_in_one_partition_are_refused" {
  command = plan

  variables {
    array = [
      { name = "orders-1", source = "s3://exports/1.csv", topic = "orders" },
      { name = "orders-2", source = "s3://exports/2.csv", topic = "orders" },
    ]
  }

  expect_failures = [var.array]
}

run "a_local_file_is_refused" {
  command = plan

  variables {
    job = { name = "orders", source = "/data/orders.csv", topic = "orders", brokers = ["b:9092"], auth = { mechanism = "none" } }
  }

  expect_failures = [var.job]
}
