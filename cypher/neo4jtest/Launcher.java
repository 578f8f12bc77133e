import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Starts a Neo4j for tests in the folder given, on a free loopback port, without passwords, and prints
 * "PORT n" once it answers. It lives as long as its standard input stays open, so that it never outlives
 * the test that started it, and takes its folder with it.
 */
public final class Launcher {
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        DatabaseManagementService server = new DatabaseManagementServiceBuilder(home.resolve("data"))
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
                .setConfig(GraphDatabaseSettings.auth_enabled, false)
                // A plan made once is kept: tests empty and fill the database all the time, and ask with lists of
                // all lengths, and for each order of magnitude of either the server would plan each statement anew.
                .setConfig(GraphDatabaseSettings.query_statistics_divergence_threshold, 1.0)
                .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.parse(System.getProperty("replan", "PT24H")))
                .setConfig(GraphDatabaseInternalSettings.cypher_size_hint_parameters, false)
                .setConfig(GraphDatabaseSettings.query_cache_size, 10_000)
                // The files may be in memory, where room that is only reserved counts.
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .build();
        GraphDatabaseAPI database = (GraphDatabaseAPI) server.database("neo4j");
        int port = database.getDependencyResolver().resolveDependency(ConnectorPortRegister.class)
                .getLocalAddress(ConnectorType.BOLT).getPort();
        System.out.println("PORT " + port);
        System.out.flush();
        while (System.in.read() >= 0) {
            // whoever started this says nothing more, and closes the stream when done
        }
        server.shutdown();
        delete(home);
        System.exit(0);
    }

    private static void delete(Path home) throws IOException {
        try (var paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
