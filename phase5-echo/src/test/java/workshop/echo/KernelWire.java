package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.function.Executable;
import workshop.shared.DropReason;
import workshop.tap.Loop;
import workshop.tap.NativeLibC;
import workshop.tap.Options;
import workshop.tap.TapDevice;
import workshop.tcp.TcpDrop;
import workshop.testkit.Command;

/**
 * The echo server on a TAP device, in a thread of its own, and the kernel's sockets for clients. To
 * be used in a network namespace of the test's own.
 */
final class KernelWire implements ScenarioWire {
  private static final String DEVICE = "tap0";
  private static final InetSocketAddress SERVER =
      new InetSocketAddress(Options.DEFAULTS.address(), EchoServers.PORT);

  /** Only where something has gone wrong is there silence for so long. */
  private static final long LONGEST_SILENCE_NANOS = 10_000_000_000L;

  private static final int LONGEST_WAIT_MILLIS = 10;

  private final long start = System.nanoTime();
  private final ScenarioDrops drops = new ScenarioDrops();
  private final Selector selector = Selector.open();
  private final ScenarioRecorder link;
  private final TcpStack server;
  private final Thread loop;
  private volatile boolean running = true;
  private volatile int connections;
  private volatile Throwable failure;
  private int connectionsBefore;
  private long lastNews;

  /** Opens the device, gives the kernel its address, and starts the server. */
  KernelWire() throws Exception {
    link = new ScenarioRecorder(TapDevice.open(new NativeLibC(), DEVICE), this::now);
    Command.run("ip", "addr", "add", Options.DEFAULTS.kernel(), "dev", DEVICE).succeeded();
    // The length is what every main asks for, too.
    Command.run("ip", "link", "set", "dev", DEVICE, "txqueuelen", "10000", "up").succeeded();
    server = EchoServers.start(link, new byte[16], drops);
    loop = new Thread(this::serve, "the echo server's loop");
    loop.setDaemon(true);
    loop.start();
  }

  private void serve() {
    try {
      Loop.run(
          link,
          server,
          () -> {
            connections = server.tcp().connections().size();
            return running;
          });
    } catch (Throwable e) {
      failure = e; // the scenario's thread tells
    }
  }

  @Override
  public ScenarioClient connect() throws IOException {
    return connect(SocketChannel.open());
  }

  /** The same with a socket that has been prepared by the test. */
  ScenarioClient connect(SocketChannel channel) throws IOException {
    return new KernelClient(channel);
  }

  @Override
  public int connections() {
    return connections;
  }

  @Override
  public long now() {
    return System.nanoTime() - start;
  }

  @Override
  public void await(long deadline) throws IOException {
    long now = now();
    long millis = Math.max(1, Math.min((deadline - now) / 1_000_000, LONGEST_WAIT_MILLIS));
    int ready = selector.select(key -> key.interestOpsAnd(~key.readyOps()), millis);
    if (failure != null) {
      throw new AssertionError("the server's loop has ended", failure);
    }
    boolean news = ready > 0 || connections != connectionsBefore || deadline != FOREVER;
    connectionsBefore = connections;
    if (news) {
      lastNews = now;
    } else if (now - lastNews > LONGEST_SILENCE_NANOS) {
      throw new AssertionError(
          "for 10 s nothing has happened: somebody waits in vain; the server has %d connections; %s"
              .formatted(connections, Command.run("ss", "-tionm")));
    }
  }

  @Override
  public void showOnFailure(Executable checks) throws Throwable {
    lastNews = now();
    try {
      checks.execute();
    } catch (AssertionError e) {
      throw new AssertionError(
          "%s%n%s%s".formatted(e.getMessage(), drops.states("server"), link.ladder()), e);
    }
  }

  /** Neither side has found anything wrong with the other's segments. */
  @Override
  public void check() throws IOException {
    KernelCounters counters = KernelCounters.read();
    Map<String, Long> errors = new TreeMap<>();
    for (String name : KernelCounters.ERRORS) {
      if (counters.get(name) != 0) {
        errors.put(name, counters.get(name));
      }
    }
    assertThat("what the kernel complains about", errors, anEmptyMap());
    // Both sides agree that all is over: no FIN is left without its acknowledgment.
    assertThat(
        "the kernel's sockets that still wait for something",
        KernelCounters.socketsNotClosed(),
        empty());
    for (DropReason reason : DropReasons.of(TcpDrop.class)) {
      assertThat(
          "dropped: " + reason.words(), drops.counts().get(reason.toString()), equalTo(null));
    }
  }

  ScenarioDrops drops() {
    return drops;
  }

  /** The length of the longest frame that the server has sent, in bytes. */
  int largestFrameSent() {
    return link.largestSent();
  }

  @Override
  public void close() throws Exception {
    selector.keys().forEach(key -> closeQuietly((SocketChannel) key.channel()));
    selector.close();
    running = false;
    loop.join(10_000);
    link.close();
    if (failure != null) {
      throw new AssertionError("the server's loop has ended", failure);
    }
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A socket of the kernel. */
  private final class KernelClient implements ScenarioClient {
    private final SocketChannel channel;
    private final SelectionKey key;

    KernelClient(SocketChannel channel) throws IOException {
      this.channel = channel;
      channel.configureBlocking(false);
      key = channel.register(selector, 0);
      channel.connect(SERVER);
    }

    @Override
    public boolean isConnected() throws IOException {
      if (channel.isConnected() || channel.finishConnect()) {
        return true;
      }
      key.interestOpsOr(SelectionKey.OP_CONNECT);
      return false;
    }

    @Override
    public void setNoDelay() throws IOException {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    @Override
    public int write(ByteBuffer data) throws IOException {
      int count = channel.write(data);
      if (data.hasRemaining()) {
        key.interestOpsOr(SelectionKey.OP_WRITE);
      }
      return count;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
      int count = channel.read(buffer);
      if (count == 0) {
        key.interestOpsOr(SelectionKey.OP_READ);
      }
      return count;
    }

    @Override
    public void shutdownOutput() throws IOException {
      channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
      channel.close();
      selector.selectNow(); // only now is the socket really closed
    }

    @Override
    public void reset() throws IOException {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      close();
    }
  }
}
