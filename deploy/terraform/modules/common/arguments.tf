# The command line of a job, the same for each deployment. Secrets are no part of it: Kafka's clients read them from the
# environment (EnvVarConfigProvider), which the deployment fills from Secrets Manager.
locals {
  from_environment = [
    "config.providers=env",
    "config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider",
  ]

  trust = var.job.auth.private_ca ? [
    "ssl.truststore.type=PEM",
    "ssl.truststore.certificates=$${env:KAFKA_CA}",
  ] : []

  security = {
    none = []
    tls = concat(
      ["security.protocol=SSL"],
      var.job.auth.private_ca ? local.from_environment : [],
      local.trust,
    )
    mtls = concat(
      ["security.protocol=SSL"],
      local.from_environment,
      local.trust,
      [
        "ssl.keystore.type=PEM",
        "ssl.keystore.certificate.chain=$${env:KAFKA_CERTIFICATE}",
        "ssl.keystore.key=$${env:KAFKA_PRIVATE_KEY}",
      ],
    )
    scram = concat(
      ["security.protocol=SASL_SSL", "sasl.mechanism=SCRAM-SHA-512"],
      local.from_environment,
      local.trust,
      ["sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=\"$${env:KAFKA_USERNAME}\" password=\"$${env:KAFKA_PASSWORD}\";"],
    )
    iam = [
      "security.protocol=SASL_SSL",
      "sasl.mechanism=AWS_MSK_IAM",
      "sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;",
      "sasl.client.callback.handler.class=software.amazon.msk.auth.iam.IAMClientCallbackHandler",
    ]
  }[var.job.auth.mechanism]

  # Variable in the job's environment -> key in the secret's JSON.
  secret_keys = merge(
    var.job.auth.mechanism == "scram" ? { KAFKA_USERNAME = "username", KAFKA_PASSWORD = "password" } : {},
    var.job.auth.mechanism == "mtls" ? { KAFKA_CERTIFICATE = "certificate", KAFKA_PRIVATE_KEY = "private_key" } : {},
    var.job.auth.private_ca && var.job.auth.mechanism != "none" ? { KAFKA_CA = "ca" } : {},
  )

  shared_arguments = concat(
    [
      "--bootstrap-server=${join(",", var.job.brokers)}",
      "--checkpoint-topic=${var.job.checkpoint_topic}",
      "--json",
    ],
    var.job.mirror ? ["--mirror=dynamodb://${var.name}"] : [],
    var.job.create_topics ? ["--create-topic"] : [],
    [for property in local.security : "--command-property=${property}"],
    var.job.arguments,
  )

  jobs = concat(
    [{ name = var.job.name, source = var.job.source, topic = var.job.topic, partition = var.job.partition }],
    var.array,
  )

  # Without --verify: a deployment adds it, since one of them verifies in a run of its own.
  arguments = [for job in local.jobs : concat(
    ["load", job.source, "--topic=${job.topic}", "--partition=${job.partition}", "--job=${job.name}"],
    local.shared_arguments,
  )]
}
