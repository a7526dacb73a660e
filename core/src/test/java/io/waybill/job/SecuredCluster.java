package io.waybill.job;

import static org.awaitility.Awaitility.await;

import io.waybill.testing.Broker;
import io.waybill.testing.Cluster;
import io.waybill.testkit.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that asks jobs for a password and grants them what its access control lists say. They come through the
 * proxied listener; tests come through the other one, as a super user without password.
 */
final class SecuredCluster implements AutoCloseable {
    private static final String PASSWORD_SETTING = "listener.name.plaintext.plain.sasl.jaas.config";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    /** Connections must authenticate again after so long; brokers refuse to do it twice within a second. */
    private static final Duration SESSION = Duration.ofSeconds(3);

    private final Cluster cluster = Cluster.of(KafkaServer.startBehindProxies(
            1,
            Cluster.folder(),
            Map.ofEntries(
                    Map.entry(
                            "listener.security.protocol.map",
                            "PLAINTEXT:SASL_PLAINTEXT,DIRECT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                    Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                    Map.entry(PASSWORD_SETTING, users("secret")),
                    Map.entry("connections.max.reauth.ms", Long.toString(SESSION.toMillis())),
                    Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                    Map.entry("super.users", "User:ANONYMOUS"),
                    Map.entry("transaction.max.timeout.ms", "60000"))));

    Cluster cluster() {
        return cluster;
    }

    /** A job that logs in as the user {@code loader}. */
    TestJob job(Path file, String topic) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", cluster.server().bootstrapServers());
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "PLAIN");
        settings.put("sasl.jaas.config", LOGIN + "username=\"loader\" password=\"secret\";");
        return TestJob.of(file, topic).clientSettings(settings);
    }

    /** What the user {@code loader} may do. */
    static AclBinding right(ResourceType type, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:loader", "*", operation, AclPermissionType.ALLOW));
    }

    void grant(AclBinding... rights) {
        grant(Arrays.asList(rights));
    }

    void grant(Collection<AclBinding> rights) {
        Broker.answer(cluster.admin().createAcls(rights).all());
    }

    void revoke(AclBinding right) {
        Broker.answer(cluster.admin().deleteAcls(List.of(right.toFilter())).all());
    }

    /** Until every session that is open now has ended. */
    static void awaitSessionsEnd() {
        long start = System.nanoTime();
        await().until(() -> System.nanoTime() - start > SESSION.toNanos());
    }

    private static String users(String password) {
        return LOGIN + "user_loader=\"" + password + "\";";
    }

    @Override
    public void close() {
        cluster.close();
    }
}
