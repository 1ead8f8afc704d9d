package workshop.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.function.Executable;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.UsageException;
import workshop.testkit.EthernetFields;
import workshop.testkit.Frames;
import workshop.testkit.Ladder;
import workshop.testkit.TcpBuilder;
import workshop.testkit.TcpFields;

/**
 * A client by hand, at the other end of a cable in memory: it sends the segments that the test
 * tells it to, whether they make sense or not, and acknowledges only when told to.
 */
final class MemoryPeer {
  private static final long FIRST_SEQ = 1000;
  private static final int MSS = 1460;

  private final MemoryLink link = MemoryLink.create(Link.ETHERNET_MTU);
  private final LimitedLink serverLink = new LimitedLink(link.peer());
  private final TcpStack server;
  private final Ladder ladder = new Ladder("peer", "server");
  private long now;
  private long seq = FIRST_SEQ;
  private long serverSeq;
  private long ack;
  private int received;

  MemoryPeer() throws IOException, UsageException {
    server = EchoServers.start(serverLink, new byte[16], ConnectionObserver.NOBODY);
    deliver(Frames.arpRequest().frame());
  }

  /** The handshake; the peer has room for so many bytes. */
  void connect(int window) throws IOException {
    deliver(segment("SYN", window).mss(MSS).frame());
    seq++;
    acknowledge(window);
  }

  /** Sends text; acknowledges the server's SYN, and nothing after it. */
  void send(String text, int window) throws IOException {
    deliver(segment("ACK", window).ack((serverSeq + 1) % (1L << 32)).payload(text).frame());
    seq += text.length();
  }

  /** Acknowledges all that has come from the server. */
  void acknowledge(int window) throws IOException {
    deliver(segment("ACK", window).ack(ack).frame());
  }

  /** How many bytes of text have come from the server. */
  int received() {
    return received;
  }

  private TcpBuilder segment(String flags, int window) {
    return Frames.tcp().flags(flags).seq(seq).window(window);
  }

  private void deliver(byte[] frame) throws IOException {
    now += 1_000_000;
    ladder.left(now, frame);
    serverLink.batchBegins();
    server.startOfBatch(now);
    server.receive(ByteBuffer.wrap(frame));
    server.endOfBatch();
    for (ByteBuffer answer = link.receive(); answer != null; answer = link.receive()) {
      ladder.right(now, answer);
      EthernetFields fields = Frames.read(answer);
      if (fields.isTcp()) {
        take(fields.tcp());
      }
    }
  }

  private void take(TcpFields segment) {
    if (segment.has("SYN")) {
      serverSeq = segment.seq();
    }
    received += segment.payload().length;
    ack = segment.nextSeq();
  }

  /** Runs checks; the failure of one shows the segments that have passed. */
  void showOnFailure(Executable checks) throws Throwable {
    ladder.showOnFailure(checks);
  }
}
