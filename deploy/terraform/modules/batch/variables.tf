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

variable "image" {
  description = "The image of Waybill, with its tag or digest. Its entry point is the command line, its user 10001."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets of the instances or tasks."
  type        = list(string)
}

variable "assign_public_ip" {
  description = "Give each task of FARGATE_SPOT a public address, for subnets without NAT gateway."
  type        = bool
  default     = false
}

variable "capacity" {
  description = "SPOT for EC2 instances, FARGATE_SPOT for Fargate. A queue cannot mix them."
  type        = string
  default     = "SPOT"

  validation {
    condition     = contains(["SPOT", "FARGATE_SPOT"], var.capacity)
    error_message = "capacity is SPOT or FARGATE_SPOT."
  }
}

variable "instance_types" {
  description = "Instance types of SPOT, all of one architecture. The more there are, the rarer an interruption."
  type        = list(string)
  default     = ["m7i.large", "m6i.large", "m6a.large", "m5.large", "c6i.large"]
}

variable "max_vcpus" {
  description = "The most virtual CPUs that run at once."
  type        = number
  default     = 16
}

variable "vcpu" {
  description = "Virtual CPUs of a job; a whole number with SPOT, and at least 2 for an array job there."
  type        = number
  default     = 2
}

variable "memory" {
  description = "Memory of a job in MiB. With FARGATE_SPOT it must be a size that Fargate has for `vcpu`."
  type        = number
  default     = 2048
}

variable "attempts" {
  description = "How often a job is begun at most; Batch allows 10."
  type        = number
  default     = 10

  validation {
    condition     = var.attempts >= 1 && var.attempts <= 10
    error_message = "attempts is between 1 and 10."
  }
}

variable "timeout_seconds" {
  description = "How long one attempt may take. A later one goes on where it was ended."
  type        = number
  default     = 21600

  validation {
    condition     = var.timeout_seconds >= 60
    error_message = "timeout_seconds is at least 60."
  }
}

variable "readonly_root_filesystem" {
  description = "Make the container's root file system read-only; /tmp stays writable."
  type        = bool
  default     = true
}

variable "selector_image" {
  description = "Image with a shell that, in an array job, picks the arguments of each child before Waybill starts."
  type        = string
  default     = "public.ecr.aws/amazonlinux/amazonlinux:2023-minimal"
}

variable "service_role_arn" {
  description = "Role with which Batch manages instances; null takes its service-linked role."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that is created."
  type        = map(string)
  default     = {}
}
