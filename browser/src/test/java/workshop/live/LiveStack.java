package workshop.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import workshop.echo.Echo;
import workshop.ethernet.Addresses;
import workshop.http.Body;
import workshop.http.Fields;
import workshop.http.Request;
import workshop.http.Response;
import workshop.reliability.Settings;
import workshop.services.ServicesStack;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;
import workshop.tap.MemoryLink;
import workshop.tap.OutgoingFrame;
import workshop.testkit.Frames;
import workshop.testkit.TcpBuilder;
import workshop.testkit.TcpFields;

/** A whole stack with a live page, on a link in memory and a virtual clock; an echo on 8080. */
final class LiveStack {
  static final long MILLISECOND = 1_000_000;
  static final String HOST = Frames.STACK_IP;

  final LoopClock clock = new LoopClock();
  final Live live = new Live(clock, () -> 0.5, 80, Set.of(HOST, "localhost"));
  private final MemoryLink wire = MemoryLink.create(1500);
  private final Link link = live.link(wire);
  private final FrameReceiver receiver;
  private long now = 1_000_000_000;

  LiveStack() throws IOException {
    ServicesStack stack =
        ServicesStack.create(
            link,
            Addresses.DEFAULTS,
            Settings.DEFAULTS,
            clock,
            () -> 0,
            new byte[16],
            live.observer());
    live.show(stack.tcp());
    stack.tcp().listen(8080, live.pausable(Echo::new));
    stack.tcp().listen(80, Echo::new);
    receiver = live.receiver(stack);
    wire.peer().send(OutgoingFrame.of(ByteBuffer.wrap(Frames.arpRequest().frame())));
    turn(0);
    wire.peer().receive();
  }

  /** A page, as a browser has it open. */
  final class Page {
    final Body body;
    private boolean woken = true;

    Page() {
      body = live.events().handle(request("GET", Live.EVENTS, "", "Host", HOST)).body();
      body.opened(() -> woken = true);
    }

    /** All that it is told now; at most so many bytes. */
    String read(int most) throws IOException {
      ByteBuffer target = ByteBuffer.allocate(most);
      body.read(target);
      woken = false;
      return StandardCharsets.UTF_8.decode(target.flip()).toString();
    }

    String read() throws IOException {
      return read(1 << 20);
    }

    /** Whether it has been told, since it read, that there is more. */
    boolean isWoken() {
      return woken;
    }
  }

  static Request request(String method, String path, String body, String... fields) {
    Fields all = new Fields();
    for (int i = 0; i < fields.length; i += 2) {
      all.add(fields[i], fields[i + 1]);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Request(method, path, path, null, "HTTP/1.1", all, bytes);
  }

  /** An order of the page itself. */
  Response order(String order) {
    return live.orders()
        .handle(request("POST", Live.ORDERS, order, "Host", HOST, "Origin", "http://" + HOST));
  }

  /**
   * The kernel's segments arrive, and a batch is done; returns when it wants to be called again.
   */
  long receive(TcpBuilder... segments) throws IOException {
    for (TcpBuilder segment : segments) {
      wire.peer().send(OutgoingFrame.of(ByteBuffer.wrap(segment.frame())));
    }
    return turn(0);
  }

  /** So much time goes by; then there is a batch, of what is there to be received. */
  long turn(long nanos) throws IOException {
    now += nanos;
    clock.set(now);
    link.await(0);
    receiver.startOfBatch(now);
    for (ByteBuffer frame = link.receive(); frame != null; frame = link.receive()) {
      receiver.receive(frame);
    }
    return receiver.endOfBatch();
  }

  /** The segments that were sent since the last time. */
  List<TcpFields> sent() {
    List<TcpFields> segments = new ArrayList<>();
    for (ByteBuffer f = wire.peer().receive(); f != null; f = wire.peer().receive()) {
      segments.add(Frames.read(f).tcp());
    }
    return segments;
  }

  /** The handshake with a client of this port; returns the stack's first number. */
  long connect(int from, int to) throws IOException {
    sent();
    receive(segment(from, to).seq(999).flags("SYN").mss(1460));
    long iss = sent().get(0).seq();
    receive(segment(from, to).seq(1000).ack(iss + 1).flags("ACK"));
    return iss;
  }

  static TcpBuilder segment(int from, int to) {
    return Frames.tcp().from(Frames.KERNEL_IP, from).to(Frames.STACK_IP, to);
  }

  /** As the page calls the connection of a client's port with the echo. */
  static String name(int from) {
    return Frames.KERNEL_IP + ":" + from + "-8080";
  }
}
