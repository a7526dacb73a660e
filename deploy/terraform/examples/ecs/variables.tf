variable "name" {
  description = "Name of the deployment; prefix of everything that is created."
  type        = string
  default     = "waybill"
}

variable "job" {
  description = "The job, as module common describes it."
  type        = any
}

variable "array" {
  description = "Further objects, for an array job of AWS Batch."
  type        = any
  default     = []
}

variable "vpc_id" {
  description = "The VPC in which the job runs."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets in which the job runs."
  type        = list(string)
}

variable "route_table_ids" {
  description = "Route tables of these subnets, for the gateway endpoints."
  type        = list(string)
  default     = []
}

variable "broker_cidr_blocks" {
  description = "Addresses of the brokers."
  type        = list(string)
}

variable "alarm_actions" {
  description = "What the alarms notify, as ARNs."
  type        = list(string)
  default     = []
}
