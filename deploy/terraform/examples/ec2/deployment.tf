variable "release" {
  description = "The release of Waybill: uri (s3:// or https://) and sha256."
  type        = object({ uri = string, sha256 = string })
}

module "deployment" {
  source = "../../modules/ec2"

  common     = module.common.deployment
  subnet_ids = var.subnet_ids
  release    = var.release
}
