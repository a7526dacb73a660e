locals {
  tasks_may_assume = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
    }]
  })
}

# What the job itself may do.
resource "aws_iam_role" "job" {
  name_prefix        = "${local.name}-job-"
  assume_role_policy = local.tasks_may_assume

  tags = var.tags
}

resource "aws_iam_role_policy_attachment" "job" {
  role       = aws_iam_role.job.name
  policy_arn = var.common.job_policy_arn
}

# What starts the container may do: pull the image, write the log, read the secret.
resource "aws_iam_role" "execution" {
  name_prefix        = "${local.name}-exec-"
  assume_role_policy = local.tasks_may_assume

  tags = var.tags
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role_policy_attachment" "secrets" {
  count = length(var.common.secret_keys) > 0 ? 1 : 0

  role       = aws_iam_role.execution.name
  policy_arn = var.common.secret_policy_arn
}

# What the instances may do: join the cluster of the compute environment.
resource "aws_iam_role" "instance" {
  count = local.on_ec2 ? 1 : 0

  name_prefix = "${local.name}-host-"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })

  tags = var.tags
}

resource "aws_iam_role_policy_attachment" "instance" {
  count = local.on_ec2 ? 1 : 0

  role       = aws_iam_role.instance[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_instance_profile" "instance" {
  count = local.on_ec2 ? 1 : 0

  name_prefix = "${local.name}-host-"
  role        = aws_iam_role.instance[0].name

  tags = var.tags
}
