package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.echo.Application;
import workshop.echo.Echo;
import workshop.echo.Memory;
import workshop.echo.Tcp;
import workshop.echo.TcpStream;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Exercise;
import workshop.testkit.Hex;
import workshop.testkit.Scenario;

@Scenario
@Order(56)
@Exercise("6.9")
@DisplayName("Ten thousand connections, and the end of memory")
class MemoryBudgetTest {
  private static final int MANY = 10_000;
  private static final int MSS = 1460;
  private static final int MEGABYTE = 1 << 20;
  private static final int BUDGET = MEGABYTE / 4;

  /** Reads only when it is told to. */
  private static final class Lazy implements Application {
    TcpStream stream;
    boolean reads;
    int read;

    @Override
    public void progress(TcpStream stream) {
      this.stream = stream;
      if (reads) {
        ByteBuffer received = stream.received();
        for (; received.hasRemaining(); read++) {
          assertThat("byte " + read, received.get(), is((byte) (read * 31)));
        }
        stream.consume(received.position());
      }
    }
  }

  /** One peer; it answers nothing by itself. */
  private final class Client {
    final int port;
    int next;
    int expected;
    int answered;
    int window;
    int echoed;
    int flags;
    final Lazy application = new Lazy();

    Client(int port) {
      this.port = port;
      next = port * 7919;
      clients.put(port, this);
    }

    void send(int flags, int from, int count) {
      boolean syn = flags == TcpFlags.SYN;
      ByteBuffer text = ByteBuffer.allocate(count);
      for (int i = 0; i < count; i++) {
        text.put(i, (byte) ((from + i) * 31));
      }
      tcp.receive(
          TcpBench.PEER,
          new TcpSegment(
              port,
              8080,
              new SequenceNumber(next),
              new SequenceNumber(syn ? 0 : expected),
              flags,
              60_000,
              0,
              syn ? ByteBuffer.wrap(Hex.bytes("02 04 05 b4 01 03 03 02")) : TcpOptions.NONE,
              text));
    }

    void opens() {
      send(TcpFlags.SYN, 0, 0);
      next++;
      endOfBatch();
      send(TcpFlags.ACK, 0, 0);
      endOfBatch();
    }

    /**
     * Sends these bytes, and what it has sent before is forgotten: there is nothing to send again.
     */
    void says(int from, int count) {
      send(TcpFlags.ACK | TcpFlags.PSH, from, count);
      next += count;
    }

    void acknowledges() {
      send(TcpFlags.ACK, 0, 0);
    }

    void answered(TcpSegment segment) {
      expected = segment.end().value();
      answered = segment.ack().value();
      flags |= segment.flags();
      window = segment.has(TcpFlags.SYN) ? segment.window() : segment.window() << 2;
      echoed += segment.payload().limit();
    }

    /** Where the window ends, counted from the first byte of text. */
    int rightEdge() {
      return answered + window - (port * 7919 + 1);
    }
  }

  private final Map<Integer, Client> clients = new HashMap<>();
  private final LoopClock clock = new LoopClock();
  private Memory memory;
  private Tcp tcp;

  private void start(int budget, Supplier<Application> applications) {
    memory = new Memory(budget);
    int most = ReliableParts.fit(256L * MEGABYTE);
    ReliabilityLog log = new ReliabilityLog(false, clock);
    log.after(frame -> {}); // nobody writes what it tells
    ReliableParts parts = new ReliableParts(Settings.DEFAULTS, clock, log, memory, most);
    tcp =
        new Tcp(
            (to, segment) -> clients.get(segment.destinationPort()).answered(segment),
            TcpBench.STACK,
            MSS,
            clock,
            new byte[16],
            parts,
            log);
    tcp.listen(8080, applications);
  }

  private void endOfBatch() {
    clock.set(clock.now() + 1_000_000);
    tcp.endOfBatch();
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @Test
  @Order(1)
  @DisplayName("opened, idle, a hundred active, all active once, closed")
  void tenThousand() {
    start(64 * MEGABYTE, Echo::new);
    List<Client> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add(new Client(1024 + i));
    }
    long before = usedAfterCollection();
    all.forEach(Client::opens);
    assertThat("connections", tcp.connections().size(), is(MANY));
    assertThat("bytes each, idle", (usedAfterCollection() - before) / MANY, lessThan(4096L));

    for (int round = 0; round < 10; round++) {
      echo(all.subList(0, 100), 100);
    }
    echo(all, 64);
    all.forEach(client -> assertThat(client.echoed, is(client.port < 1124 ? 1064 : 64)));
    assertThat("memory in use by queues", memory.inUse(), is(0L));
    assertThat("bytes each", (usedAfterCollection() - before) / MANY, lessThan(4096L));

    for (Client client : all) {
      client.send(TcpFlags.FIN | TcpFlags.ACK, 0, 0);
      client.next++;
      endOfBatch();
      assertThat("FIN", client.flags & TcpFlags.FIN, is(TcpFlags.FIN));
      client.acknowledges();
    }
    endOfBatch();
    assertThat("connections", tcp.connections().size(), is(0));
  }

  private void echo(List<Client> some, int count) {
    some.forEach(client -> client.says(0, count));
    endOfBatch();
    some.forEach(Client::acknowledges);
    endOfBatch();
  }

  /** What is known for sure about the heap; other threads do nothing meanwhile. */
  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** More is promised to all than there is memory for: what is too much is not acknowledged. */
  @Test
  @Order(2)
  @DisplayName("at the end of memory: no window shrinks, what is dropped comes again, all go on")
  void endOfMemory() {
    start(BUDGET, () -> clients.get(1024 + tcp.connections().size() - 1).application);
    List<Client> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(new Client(1024 + i));
      all.get(i).opens();
    }
    int dropped = 0;
    for (Client client : all) {
      int edge = 65535; // as the SYN,ACK has promised it
      int sent = 0;
      for (; sent + MSS <= 60_000; sent += MSS) {
        client.says(sent, MSS);
        endOfBatch();
        assertThat("right edge of the window", client.rightEdge(), greaterThan(edge - 1));
        edge = client.rightEdge();
      }
      dropped += sent - taken(client);
      client.next -= sent - taken(client); // it has to send again from there
      assertThat("memory in use", memory.inUse(), lessThan(BUDGET + 1L));
      assertThat("what anybody gets in any case", taken(client), greaterThan(2 * MSS - 1));
    }
    assertThat("dropped inside a window", dropped, greaterThan(100_000));

    Client last = all.get(9);
    last.application.reads = true;
    goesOn(last, 60_000); // with what it has, while the others keep what they have
    for (Client client : all) {
      client.application.reads = true;
      goesOn(client, 200_000);
    }
    assertThat("memory in use in the end", memory.inUse(), is(0L));
  }

  private static int taken(Client client) {
    return client.answered - (client.port * 7919 + 1);
  }

  /** Sends one segment after the other until so much has arrived. */
  private void goesOn(Client client, int bytes) {
    client.application.stream.wake();
    endOfBatch();
    for (int round = 0; client.application.read < bytes; round++) {
      assertThat("rounds", round, lessThan(1000));
      int from = taken(client);
      client.next = client.answered;
      client.says(from, Math.min(MSS, client.window));
      endOfBatch();
      clock.set(clock.now() + 100_000_000);
      endOfBatch(); // an ACK that waits has gone now
    }
  }
}
