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
  description = "Subnets of the tasks."
  type        = list(string)
}

variable "assign_public_ip" {
  description = "Give each task a public address, for subnets without NAT gateway."
  type        = bool
  default     = false
}

variable "cpu" {
  description = "Processor units of a task, 1024 for one virtual CPU; a size that Fargate has."
  type        = number
  default     = 2048
}

variable "memory" {
  description = "Memory of a task in MiB; a size that Fargate has for `cpu`."
  type        = number
  default     = 4096
}

variable "cpu_architecture" {
  description = "X86_64 or ARM64, as the image is."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture is X86_64 or ARM64."
  }
}

variable "spot_attempts" {
  description = "How often the load is begun on Fargate Spot before it goes on on demand; 0 for on demand only."
  type        = number
  default     = 3

  validation {
    condition     = var.spot_attempts >= 0 && var.spot_attempts <= 50
    error_message = "spot_attempts is between 0 and 50."
  }
}

variable "on_demand_attempts" {
  description = "How often the load, and then the verification, is begun on demand."
  type        = number
  default     = 5

  validation {
    condition     = var.on_demand_attempts >= 1 && var.on_demand_attempts <= 50
    error_message = "on_demand_attempts is between 1 and 50."
  }
}

variable "pause_seconds" {
  description = "Pause before the load is begun again."
  type        = number
  default     = 30
}

variable "timeout_seconds" {
  description = "How long one task may take. A later one goes on where it was ended."
  type        = number
  default     = 21600
}

variable "readonly_root_filesystem" {
  description = "Make the container's root file system read-only; /tmp stays writable."
  type        = bool
  default     = true
}

variable "alarm_actions" {
  description = "What the alarm on failed executions notifies, as ARNs: SNS topics for most."
  type        = list(string)
  default     = []
}

variable "tags" {
  description = "Tags of everything that is created."
  type        = map(string)
  default     = {}
}
