package io.waybill.testkit;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Tells when a started server answers. Asked again and again until it does. */
@FunctionalInterface
public interface Readiness {
    /** Whether this server, which is alive, answers now. */
    boolean isReady(ServerProcess server);

    /** Ready as soon as the server has logged this text since its last start. */
    static Readiness logs(String text) {
        return server -> server.log().sinceStart().contains(text);
    }

    /** Ready as soon as a GET is answered, with whatever status. */
    static Readiness answersHttp(URI endpoint) {
        return server -> isAnswered(endpoint);
    }

    private static boolean isAnswered(URI endpoint) {
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status > 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
