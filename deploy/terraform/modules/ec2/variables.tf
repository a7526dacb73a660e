variable "common" {
  description = "The output `deployment` of module common."
  type = object({
    name              = string
    job               = string
    arguments         = list(string)
    array             = list(list(string))
    verify            = string
    environment       = map(string)
    secret_arn        = optional(string)
    secret_keys       = map(string)
    job_policy_arn    = string
    secret_policy_arn = optional(string)
    log_group_name    = string
    log_group_arn     = string
    security_group_id = string
  })
}

variable "release" {
  description = "The release of Waybill: where its archive is (s3:// or https://), and its SHA-256."
  type = object({
    uri    = string
    sha256 = string
  })

  validation {
    condition     = can(regex("^(s3|https)://[^'\\s]+$", var.release.uri))
    error_message = "release.uri begins with s3:// or https:// and has no blanks or quotes."
  }

  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.release.sha256))
    error_message = "release.sha256 has 64 hexadecimal digits, in lower case."
  }
}

variable "subnet_ids" {
  description = "Subnets of the instance; several zones make spot capacity likelier."
  type        = list(string)
}

variable "architecture" {
  description = "arm64 or x86_64, as the instance types are."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture is arm64 or x86_64."
  }
}

variable "instance_types" {
  description = "Instance types, all of `architecture`. The more there are, the rarer an interruption."
  type        = list(string)
  default     = ["m7g.large", "m6g.large", "c7g.large", "c6g.large"]

  validation {
    condition     = length(var.instance_types) > 0
    error_message = "instance_types has at least one type."
  }
}

variable "spot" {
  description = "Use spot instances; false for on demand."
  type        = bool
  default     = true
}

variable "ami_id" {
  description = "An Amazon Linux 2023 image; null takes the newest at each start of an instance."
  type        = string
  default     = null
}

variable "run" {
  description = "Start the instance when the group is created. Later it is started by the output `run_command`, and ends by itself."
  type        = bool
  default     = true
}

variable "scale_in_after_failure" {
  description = "End the instance also when the job failed for good. By default it stays, to be looked at, and costs."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of everything that is created."
  type        = map(string)
  default     = {}
}
