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

# What the state machine may do: run this task in this cluster, watch it and stop it.
resource "aws_iam_role" "states" {
  name_prefix = "${local.name}-states-"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "states.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })

  tags = var.tags
}

resource "aws_iam_role_policy" "states" {
  name = "run-task"
  role = aws_iam_role.states.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "RunTask"
        Effect    = "Allow"
        Action    = ["ecs:RunTask"]
        Resource  = ["arn:${local.partition}:ecs:${local.region}:${local.account}:task-definition/${local.name}:*"]
        Condition = { ArnEquals = { "ecs:cluster" = aws_ecs_cluster.job.arn } }
      },
      {
        Sid       = "WatchAndStopTask"
        Effect    = "Allow"
        Action    = ["ecs:DescribeTasks", "ecs:StopTask"]
        Resource  = ["arn:${local.partition}:ecs:${local.region}:${local.account}:task/${local.name}/*"]
        Condition = { ArnEquals = { "ecs:cluster" = aws_ecs_cluster.job.arn } }
      },
      {
        Sid       = "PassRoles"
        Effect    = "Allow"
        Action    = ["iam:PassRole"]
        Resource  = [aws_iam_role.job.arn, aws_iam_role.execution.arn]
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
      {
        # The rule by which Step Functions hears of the end of a task; it makes the rule itself.
        Sid      = "HearOfTheEnd"
        Effect   = "Allow"
        Action   = ["events:DescribeRule", "events:PutRule", "events:PutTargets"]
        Resource = ["arn:${local.partition}:events:${local.region}:${local.account}:rule/StepFunctionsGetEventsForECSTaskRule"]
      },
    ]
  })
}
