# What cloud-init writes and runs. The files themselves are in deploy/systemd and deploy/ec2, where they can be tested apart.
locals {
  deploy = "${path.module}/../../.."

  # One argument a line, in quotes, as the command line reads a file of arguments.
  arguments_file = join("", [
    for argument in concat(var.common.arguments, ["--verify=${var.common.verify}"]) :
    "\"${replace(replace(argument, "\\", "\\\\"), "\"", "\\\"")}\"\n"
  ])

  environment_file = join("", [
    for name in sort(keys(var.common.environment)) :
    "${name}=\"${replace(replace(var.common.environment[name], "\\", "\\\\"), "\"", "\\\"")}\"\n"
  ])

  install_env = join("", [for name, value in {
    AWS_REGION             = local.region
    JOB                    = var.common.job
    RELEASE_SHA256         = var.release.sha256
    RELEASE_URI            = var.release.uri
    SCALE_IN_AFTER_FAILURE = tostring(var.scale_in_after_failure)
    SCALING_GROUP          = local.name
    SECRET_ARN             = coalesce(var.common.secret_arn, "none")
  } : "${name}='${value == "none" ? "" : value}'\n"])

  agent = jsonencode({
    logs = {
      force_flush_interval = 5
      logs_collected = {
        files = {
          collect_list = [for file, stream in {
            "/var/log/waybill/events.log"    = "events"
            "/var/log/waybill/errors.log"    = "errors"
            "/var/log/cloud-init-output.log" = "cloud-init"
            } : {
            file_path       = file
            log_group_name  = var.common.log_group_name
            log_stream_name = "ec2/{instance_id}/${stream}"
          }]
        }
      }
    }
  })

  files = {
    "/etc/systemd/system/waybill@.service"                 = { mode = "0644", content = file("${local.deploy}/systemd/waybill@.service") }
    "/etc/systemd/system/waybill@.service.d/instance.conf" = { mode = "0644", content = file("${local.deploy}/ec2/instance.conf") }
    "/usr/local/lib/waybill/install"                       = { mode = "0755", content = file("${local.deploy}/ec2/install") }
    "/usr/local/lib/waybill/after-run"                     = { mode = "0755", content = file("${local.deploy}/ec2/after-run") }
    "/etc/waybill/install.env"                             = { mode = "0644", content = local.install_env }
    "/etc/waybill/secret-keys.json"                        = { mode = "0644", content = jsonencode(var.common.secret_keys) }
    "/etc/waybill/cloudwatch-agent.json"                   = { mode = "0644", content = local.agent }
    "/etc/waybill/${var.common.job}.args"                  = { mode = "0644", content = local.arguments_file }
    "/etc/waybill/${var.common.job}.env"                   = { mode = "0644", content = local.environment_file }
  }

  # JSON is YAML, too.
  user_data = "#cloud-config\n${jsonencode({
    write_files = [for path in sort(keys(local.files)) : {
      path        = path
      permissions = local.files[path].mode
      content     = local.files[path].content
    }]
    runcmd = [["/usr/local/lib/waybill/install"]]
  })}\n"
}
