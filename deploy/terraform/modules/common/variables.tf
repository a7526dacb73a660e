variable "name" {
  description = "Name of the deployment; prefix of everything that is created."
  type        = string
  default     = "waybill"

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9-]{1,30}$", var.name))
    error_message = "name starts with a letter and has 2 to 31 letters, digits and dashes."
  }
}

variable "job" {
  description = "The job: what is loaded where, how Kafka is reached, and further arguments of `waybill load`. The same object for every deployment."
  type = object({
    name             = string
    source           = string
    topic            = string
    partition        = optional(number, 0)
    brokers          = list(string)
    checkpoint_topic = optional(string, "waybill.checkpoints")
    create_topics    = optional(bool, false)
    mirror           = optional(bool, true)
    verify           = optional(string, "full")
    auth = optional(object({
      mechanism          = optional(string, "iam")
      msk_cluster_arn    = optional(string)
      secret_arn         = optional(string)
      secret_kms_key_arn = optional(string)
      private_ca         = optional(bool, false)
    }), {})
    arguments   = optional(list(string), [])
    environment = optional(map(string), {})
  })

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,200}$", var.job.name))
    error_message = "job.name has 1 to 200 letters, digits, dots, dashes or underscores."
  }

  validation {
    condition     = can(regex("^s3://[^/]+/.+$", var.job.source))
    error_message = "job.source is s3://BUCKET/KEY, with ?versionId=ID for a certain version."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,249}$", var.job.topic)) && can(regex("^[A-Za-z0-9._-]{1,249}$", var.job.checkpoint_topic))
    error_message = "job.topic and job.checkpoint_topic have 1 to 249 letters, digits, dots, dashes or underscores."
  }

  validation {
    condition     = var.job.partition >= 0 && floor(var.job.partition) == var.job.partition
    error_message = "job.partition is a whole number from 0."
  }

  validation {
    condition     = length(var.job.brokers) > 0 && alltrue([for broker in var.job.brokers : can(regex("^[^:,]+:[0-9]+$", broker))])
    error_message = "job.brokers has at least one HOST:PORT, one element each."
  }

  validation {
    condition     = contains(["full", "none"], var.job.verify)
    error_message = "job.verify is full or none."
  }

  validation {
    condition     = contains(["iam", "scram", "mtls", "tls", "none"], var.job.auth.mechanism)
    error_message = "job.auth.mechanism is iam, scram, mtls, tls or none."
  }

  validation {
    condition     = var.job.auth.mechanism != "iam" || can(regex("^arn:[^:]+:kafka:[^:]+:[0-9]+:cluster/[^/]+/[^/]+$", var.job.auth.msk_cluster_arn))
    error_message = "job.auth.mechanism iam needs job.auth.msk_cluster_arn, arn:aws:kafka:REGION:ACCOUNT:cluster/NAME/ID."
  }

  validation {
    condition     = !(contains(["scram", "mtls"], var.job.auth.mechanism) || var.job.auth.private_ca) || var.job.auth.secret_arn != null
    error_message = "job.auth.mechanism scram or mtls, and job.auth.private_ca, need job.auth.secret_arn."
  }

  validation {
    condition = alltrue([for argument in var.job.arguments : !contains([
      "--topic", "-t", "--partition", "--job", "--bootstrap-server", "-b", "--checkpoint-topic", "--create-topic", "--mirror", "--verify", "--json"
    ], split("=", argument)[0])])
    error_message = "job.arguments repeats a flag that the other attributes of job set."
  }
}

variable "array" {
  description = "Further objects for an array job of AWS Batch; each is a job of its own with its own topic or partition. What is not given here is taken from `job`."
  type = list(object({
    name      = string
    source    = string
    topic     = string
    partition = optional(number, 0)
  }))
  default = []

  validation {
    condition     = length(var.array) != 1 && length(var.array) <= 10000
    error_message = "An array job has 2 to 10,000 elements; leave array empty for none."
  }

  validation {
    condition     = length(distinct(var.array[*].name)) == length(var.array)
    error_message = "Each element of array needs a name of its own."
  }

  validation {
    condition     = length(distinct([for element in var.array : "${element.topic}/${element.partition}"])) == length(var.array)
    error_message = "A partition belongs to one job while it runs: give each element of array a topic or partition of its own."
  }

  validation {
    condition     = alltrue([for element in var.array : can(regex("^s3://[^/]+/.+$", element.source)) && can(regex("^[A-Za-z0-9._-]{1,200}$", element.name))])
    error_message = "Each element of array has a source s3://BUCKET/KEY, and a name of 1 to 200 letters, digits, dots, dashes or underscores."
  }
}

variable "source_prefixes" {
  description = "Further objects that may be read, as s3://BUCKET/PREFIX. Without any, only the objects of `job` and `array` may be read."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for prefix in var.source_prefixes : can(regex("^s3://[^/*?]+/[^*?]*$", prefix))])
    error_message = "Each of source_prefixes is s3://BUCKET/PREFIX without wildcards."
  }
}

variable "source_kms_key_arns" {
  description = "KMS keys that the source objects are encrypted with."
  type        = list(string)
  default     = []
}

variable "vpc_id" {
  description = "The VPC of the security group and of the gateway endpoints."
  type        = string
}

variable "broker_cidr_blocks" {
  description = "Addresses of the brokers, IPv4."
  type        = list(string)
  default     = []
}

variable "broker_security_group_ids" {
  description = "Security groups of the brokers. They must let this deployment's security group in, which is yours to add."
  type        = list(string)
  default     = []
}

variable "https_cidr_blocks" {
  description = "Where HTTPS may go: S3, DynamoDB, CloudWatch, the registry of the image. Narrow it to the VPC's addresses where interface endpoints serve all but S3 and DynamoDB."
  type        = list(string)
  default     = ["0.0.0.0/0"]
}

variable "create_gateway_endpoints" {
  description = "Create gateway endpoints for S3 and DynamoDB in `route_table_ids`. They cost nothing; without them the whole object passes a NAT gateway, which does."
  type        = bool
  default     = false
}

variable "route_table_ids" {
  description = "Route tables of the subnets in which the job runs, for the gateway endpoints."
  type        = list(string)
  default     = []
}

variable "table_kms_key_arn" {
  description = "KMS key of the DynamoDB table; null takes the key that AWS keeps for DynamoDB in your account."
  type        = string
  default     = null
}

variable "table_deletion_protection" {
  description = "Refuse to delete the DynamoDB table."
  type        = bool
  default     = false
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps the log."
  type        = number
  default     = 30
}

variable "log_kms_key_arn" {
  description = "KMS key of the log group; its policy must allow CloudWatch Logs. Null takes CloudWatch's own."
  type        = string
  default     = null
}

variable "alarm_actions" {
  description = "What the alarms notify, as ARNs: SNS topics for most."
  type        = list(string)
  default     = []
}

variable "no_commit_minutes" {
  description = "A job that holds its lease and neither commits nor verifies for so many minutes raises an alarm."
  type        = number
  default     = 10

  validation {
    condition     = var.no_commit_minutes >= 2 && var.no_commit_minutes <= 1440
    error_message = "no_commit_minutes is between 2 and 1440."
  }
}

variable "tags" {
  description = "Tags of everything that is created."
  type        = map(string)
  default     = {}
}
