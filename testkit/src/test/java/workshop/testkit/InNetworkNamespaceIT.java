package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(InNetworkNamespace.class)
class InNetworkNamespaceIT {
  /** From TEST-NET-1 (RFC 5737): no machine has it. */
  private static final String ADDRESS = "192.0.2.77";

  private static ExecutorService outside;
  private static String outerNamespace;
  private String namespaceBefore;

  @BeforeAll
  static void outside() throws Exception {
    outside = Executors.newSingleThreadExecutor();
    outerNamespace = outside.submit(InNetworkNamespaceIT::namespace).get();
  }

  @AfterAll
  static void end() {
    outside.shutdown();
  }

  @BeforeEach
  void before() throws IOException {
    namespaceBefore = namespace();
  }

  @AfterEach
  void after() throws IOException {
    assertThat(namespace(), equalTo(namespaceBefore));
  }

  @Test
  void beforeTestAndAfterShareANewNamespace() throws Exception {
    assertThat(namespace(), equalTo(namespaceBefore));
    assertThat(namespace(), not(equalTo(outerNamespace)));
    assertThat(namespaceOf(Path.of("/proc/self/ns/net")), equalTo(outerNamespace));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void nothingIsLeftOfTheTestBefore(int run) {
    assertThat(Command.run("ip", "addr").succeeded().output(), not(containsString(ADDRESS)));
    Command.run("ip", "addr", "add", ADDRESS + "/32", "dev", "lo").succeeded();
  }

  @Test
  void anAddressAddedInsideIsNotVisibleOutside() throws Exception {
    Command.run("ip", "addr", "add", ADDRESS + "/32", "dev", "lo").succeeded();
    assertThat(Command.run("ip", "addr").succeeded().output(), containsString(ADDRESS));
    String seenOutside = outside.submit(() -> Command.run("ip", "addr").succeeded().output()).get();
    assertThat(seenOutside, not(containsString(ADDRESS)));
  }

  @Test
  void loopbackIsUp() {
    assertThat(
        Command.run("ping", "-c", "1", "-W", "5", "127.0.0.1").succeeded().output(),
        containsString("1 received"));
  }

  @Test
  void threadsStartedInsideAreInside() throws Exception {
    FutureTask<String> task = new FutureTask<>(InNetworkNamespaceIT::namespace);
    new Thread(task).start();
    assertThat(task.get(), equalTo(namespaceBefore));
  }

  @Test
  void javaNetSocketsAreInside() throws Exception {
    Command.run("ip", "addr", "add", ADDRESS + "/32", "dev", "lo").succeeded();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS));
        Socket client = new Socket(ADDRESS, server.getLocalPort());
        Socket accepted = server.accept()) {
      accepted.getOutputStream().write('x');
      assertThat(client.getInputStream().read(), equalTo((int) 'x'));
    }
  }

  @Test
  void nioSocketsAreInside() throws Exception {
    Command.run("ip", "addr", "add", ADDRESS + "/32", "dev", "lo").succeeded();
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(ADDRESS, 0));
      try (SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
        assertThat(client.isConnected(), equalTo(true));
      }
    }
  }

  @Test
  void aPortServedOutsideIsRefusedInside() throws Exception {
    try (ServerSocket server =
        outside.submit(() -> new ServerSocket(0, 1, InetAddress.getLoopbackAddress())).get()) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
      try (Socket client = new Socket()) {
        IOException refused = assertThrows(IOException.class, () -> client.connect(address));
        assertThat(refused, instanceOf(ConnectException.class));
      }
    }
  }

  @Test
  void aTapMadeInsideIsInside() throws Exception {
    Command.run("ip", "tuntap", "add", "dev", "kit0", "mode", "tap").succeeded();
    assertThat(Command.run("ip", "link").succeeded().output(), containsString("kit0"));
    String seenOutside = outside.submit(() -> Command.run("ip", "link").succeeded().output()).get();
    assertThat(seenOutside, not(containsString("kit0")));
  }

  private static String namespace() throws IOException {
    return namespaceOf(Path.of("/proc/thread-self/ns/net"));
  }

  private static String namespaceOf(Path link) throws IOException {
    return Files.readSymbolicLink(link).toString();
  }
}
