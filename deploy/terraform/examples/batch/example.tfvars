# Replace every value; the job is the same for each deployment.
job = {
  name    = "orders-2026-11"
  source  = "s3://acme-exports/orders/2026-11.csv"
  topic   = "orders"
  brokers = ["b-1.acme.x1y2z3.c2.kafka.eu-central-1.amazonaws.com:9098", "b-2.acme.x1y2z3.c2.kafka.eu-central-1.amazonaws.com:9098"]
  auth = {
    mechanism       = "iam"
    msk_cluster_arn = "arn:aws:kafka:eu-central-1:111122223333:cluster/acme/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0-2"
  }
}

vpc_id             = "vpc-0123456789abcdef0"
subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]
route_table_ids    = ["rtb-0123456789abcdef0"]
broker_cidr_blocks = ["10.0.0.0/16"]
alarm_actions      = []
