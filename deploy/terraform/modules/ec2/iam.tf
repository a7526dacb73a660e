locals {
  release_object = startswith(var.release.uri, "s3://") ? [trimprefix(var.release.uri, "s3://")] : []
}

resource "aws_iam_role" "instance" {
  name_prefix = "${local.name}-ec2-"
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

resource "aws_iam_role_policy_attachment" "job" {
  role       = aws_iam_role.instance.name
  policy_arn = var.common.job_policy_arn
}

resource "aws_iam_role_policy_attachment" "secrets" {
  count = length(var.common.secret_keys) > 0 ? 1 : 0

  role       = aws_iam_role.instance.name
  policy_arn = var.common.secret_policy_arn
}

# What only this deployment needs: fetch the release, write the log, end itself.
resource "aws_iam_role_policy" "instance" {
  name = "instance"
  role = aws_iam_role.instance.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for object in local.release_object : {
        Sid      = "FetchRelease"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["arn:${local.partition}:s3:::${object}"]
      }],
      [
        {
          Sid      = "WriteLog"
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
          Resource = ["${trimsuffix(var.common.log_group_arn, ":*")}:*"]
        },
        {
          Sid      = "EndItself"
          Effect   = "Allow"
          Action   = ["autoscaling:SetDesiredCapacity"]
          Resource = ["arn:${local.partition}:autoscaling:${local.region}:${local.account}:autoScalingGroup:*:autoScalingGroupName/${local.name}"]
        },
      ],
    )
  })
}

resource "aws_iam_instance_profile" "instance" {
  name_prefix = "${local.name}-ec2-"
  role        = aws_iam_role.instance.name

  tags = var.tags
}
