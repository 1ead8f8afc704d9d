package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workshop.echo.Application;
import workshop.echo.Echo;
import workshop.echo.TcpStack;
import workshop.echo.TcpStream;
import workshop.ethernet.Addresses;
import workshop.shared.LoopClock;
import workshop.tap.Link;
import workshop.tap.Loop;
import workshop.tap.NativeLibC;
import workshop.tap.Options;
import workshop.tap.TapDevice;
import workshop.testkit.Command;
import workshop.testkit.InNetworkNamespace;

/** The kernel's sockets, our stack, and between them a wire that fails in both directions. */
class FailingWireKernelIT {
  @RegisterExtension
  final InNetworkNamespace namespace = new InNetworkNamespace(Duration.ofMinutes(8));

  private static final String DEVICE = "tap0";
  private static final int ECHO_PORT = 8080;
  private static final int CHECKSUM_PORT = 9;
  private static final int MEGABYTE = 1_000_000;
  private static final int MOST_CONNECTIONS = 1024;
  private static final int LONGEST_SILENCE_MILLIS = 300_000;

  private final ExecutorService clients = Executors.newCachedThreadPool();
  private TapDevice device;
  private FailingLink wire;
  private TcpStack server;
  private Thread loop;
  private volatile boolean running = true;
  private volatile Throwable failure;
  private volatile int mostConnections;

  private void serve(Faults faults) throws Exception {
    device = TapDevice.open(new NativeLibC(), DEVICE);
    wire = new FailingLink(device, faults, System::nanoTime);
    serve(wire);
  }

  private void serve(Link link) throws Exception {
    Command.run("ip", "addr", "add", Options.DEFAULTS.kernel(), "dev", DEVICE).succeeded();
    Command.run("ip", "link", "set", "dev", DEVICE, "txqueuelen", "10000", "up").succeeded();
    server =
        ReliableStack.create(
            link,
            Addresses.DEFAULTS,
            Settings.DEFAULTS.withConnections(MOST_CONNECTIONS),
            new LoopClock(),
            new byte[16],
            ReliabilityObserver.NOBODY);
    server.tcp().listen(ECHO_PORT, Echo::new);
    server.tcp().listen(CHECKSUM_PORT, ChecksumOfAll::new);
    loop =
        new Thread(
            () -> {
              try {
                Loop.run(
                    link,
                    server,
                    () -> {
                      mostConnections =
                          Math.max(mostConnections, server.tcp().connections().size());
                      return running;
                    });
              } catch (Throwable e) {
                failure = e; // the test's own thread tells
              }
            },
            "the server's loop");
    loop.start();
  }

  @AfterEach
  void end() throws Exception {
    running = false;
    clients.shutdownNow();
    if (loop != null) {
      loop.join();
      device.close();
    }
  }

  @ParameterizedTest(name = "{0} of all frames lost: {1} bytes, seed {2}")
  @Order(1)
  @CsvSource({"0, 1000000, 1", "0.01, 1000000, 2", "0.05, 1000000, 3", "0.10, 1000000, 4"})
  void lost(double loss, int bytes, long seed) throws Exception {
    serve(new Faults(loss, 0, 0, 0, 0, 0, seed));
    bothArrive(bytes, seed);
    if (loss > 0) {
      assertThat("lost on their way in", wire.received().lost(), greaterThan(0L));
      assertThat("lost on their way out", wire.sent().lost(), greaterThan(0L));
    }
  }

  @Test
  @Order(2)
  void everyFifthIsLost() throws Exception {
    serve(new Faults(0.20, 0, 0, 0, 0, 0, 5));
    bothArrive(64 * 1024, 5);
  }

  @Test
  @Order(3)
  void allGoesWrong() throws Exception {
    serve(new Faults(0.03, 0.05, 0.05, 0.02, 0.01, 2_000_000, 6));
    bothArrive(MEGABYTE, 6);
  }

  /** RFC 4987: whoever floods gives no address of its own, and answers nothing. */
  @ParameterizedTest(name = "{0} SYNs, {1} before each other frame")
  @Order(4)
  @CsvSource({"20000, 1", "200000, 3000"})
  void floodOfSyns(int syns, int atOnce) throws Exception {
    device = TapDevice.open(new NativeLibC(), DEVICE);
    FloodedLink flood = new FloodedLink(device, syns, atOnce);
    serve(flood);
    byte[] data = new byte[10_000];
    new Random(7).nextBytes(data);
    int clientsDuringTheFlood = 0;
    while (!flood.isOver()) {
      assertThat("the first byte that differs", Arrays.mismatch(data, echo(data)), is(-1));
      clientsDuringTheFlood++;
    }
    assertThat("clients during the flood", clientsDuringTheFlood, greaterThan(0));
    assertThat("and after it", Arrays.mismatch(data, echo(data)), is(-1));
    assertThat("the most connections", mostConnections, lessThanOrEqualTo(MOST_CONNECTIONS));
  }

  /** More than the table has room for: who does not get in at once has to try again. */
  @Test
  @Order(5)
  void manyAtOnce() throws Exception {
    serve(Faults.NONE);
    List<SocketChannel> channels = new ArrayList<>();
    try {
      for (int i = 0; i < 1500; i++) {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(Options.DEFAULTS.address(), ECHO_PORT));
      }
      for (int i = 0; i < channels.size(); i++) {
        SocketChannel channel = channels.get(i);
        channel.configureBlocking(true);
        channel.finishConnect();
        channel.write(ByteBuffer.wrap(text(i)));
        channel.shutdownOutput();
      }
      for (int i = 0; i < channels.size(); i++) {
        byte[] echo = channels.get(i).socket().getInputStream().readAllBytes();
        assertThat("the first byte that differs", Arrays.mismatch(text(i), echo), is(-1));
      }
    } finally {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
  }

  private static byte[] text(int client) {
    return ("I am the client number " + client).repeat(10).getBytes(StandardCharsets.US_ASCII);
  }

  /** An upload and an echo at the same time; their threads begin in the namespace of the test's. */
  private void bothArrive(int bytes, long seed) throws Exception {
    byte[] data = new byte[bytes];
    new Random(seed).nextBytes(data);
    Future<String> uploaded = clients.submit(() -> upload(data));
    Future<byte[]> echoed = clients.submit(() -> echo(data));
    String checksum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
    assertThat("SHA-256 of what was uploaded", uploaded.get(), equalTo(checksum));
    byte[] echo = echoed.get();
    assertThat("the first byte that differs", Arrays.mismatch(data, echo), is(-1));
    if (failure != null) {
      throw new AssertionError("the server's loop has ended", failure);
    }
  }

  private static Socket connect(int port) throws Exception {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(Options.DEFAULTS.address(), port), LONGEST_SILENCE_MILLIS);
    socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
    return socket;
  }

  private static String upload(byte[] data) throws Exception {
    try (Socket socket = connect(CHECKSUM_PORT)) {
      socket.getOutputStream().write(data);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes());
    }
  }

  private byte[] echo(byte[] data) throws Exception {
    try (Socket socket = connect(ECHO_PORT)) {
      OutputStream out = socket.getOutputStream();
      clients.submit(
          () -> {
            out.write(data);
            socket.shutdownOutput();
            return null;
          });
      InputStream in = socket.getInputStream();
      return in.readAllBytes();
    }
  }

  /** Reads all, and answers with its checksum. */
  private static final class ChecksumOfAll implements Application {
    private final MessageDigest digest;

    ChecksumOfAll() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("Every Java platform has SHA-256", e);
      }
    }

    @Override
    public void progress(TcpStream stream) {
      int count = stream.received().remaining();
      digest.update(stream.received());
      stream.consume(count);
      if (stream.atEnd()) {
        byte[] answer = HexFormat.of().formatHex(digest.digest()).getBytes();
        stream.write(ByteBuffer.wrap(answer));
        stream.close();
      }
    }
  }
}
