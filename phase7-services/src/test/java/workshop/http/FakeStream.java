package workshop.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import workshop.echo.Application;
import workshop.echo.ConnectionId;
import workshop.echo.StreamOptions;
import workshop.echo.TcpStream;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tcp.SequenceNumber;

/** A connection without TCP below it, and the client at its other end. */
public final class FakeStream implements TcpStream {
  /** What TCP holds of what was written and not taken by the client. */
  private static final int SEND_BUFFER = 65_536;

  private final Application application;
  private final LoopClock clock;
  private final int port;
  private byte[] received = new byte[0];
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private int acknowledged;
  private boolean clientReads = true;
  private boolean clientHasClosed;
  private boolean clientVanished;
  private boolean closed;
  private boolean told;
  boolean aborted;
  private boolean woken;
  private boolean working;
  private long wakeAt = FrameReceiver.NEVER;
  long consumed;

  /** A connection that the application is told of at once. */
  public FakeStream(Application application, LoopClock clock, int port) {
    this.application = application;
    this.clock = clock;
    this.port = port;
    turn();
  }

  // --- The client.

  public FakeStream sends(String text) {
    return sends(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  FakeStream sends(byte[] bytes) {
    int there = received.length;
    received = Arrays.copyOf(received, there + bytes.length);
    System.arraycopy(bytes, 0, received, there, bytes.length);
    turn();
    return this;
  }

  /** It sends no more. */
  public FakeStream closes() {
    clientHasClosed = true;
    turn();
    return this;
  }

  /** From now on it takes nothing, or everything again. */
  void reads(boolean reads) {
    clientReads = reads;
    if (reads) {
      take();
      turn();
    }
  }

  /** It takes so many bytes, and then nothing again. */
  void takes(int count) {
    byte[] bytes = waiting.toByteArray();
    waiting.reset();
    taken.write(bytes, 0, count);
    waiting.write(bytes, count, bytes.length - count);
    acknowledged += count;
    turn();
  }

  /** Nothing is heard of it any more. */
  public void vanishes() {
    clientReads = false;
    clientVanished = true;
  }

  /** Its connection is reset. */
  void isReset() {
    aborted = true;
    application.aborted(this, "reset by the peer");
    told = true;
  }

  /** All that it has got, as text; it is forgotten then. */
  public String got() {
    String text = taken.toString(StandardCharsets.ISO_8859_1);
    taken.reset();
    return text;
  }

  byte[] gotBytes() {
    byte[] bytes = taken.toByteArray();
    taken.reset();
    return bytes;
  }

  /** Whether the server has closed its side, or all of the connection. */
  public boolean isOver() {
    return closed || aborted;
  }

  /** Whether it was reset. */
  public boolean isAborted() {
    return aborted;
  }

  /** How many bytes wait that the server has not taken. */
  int unread() {
    return received.length;
  }

  // --- What TCP does.

  private void take() {
    if (clientReads && waiting.size() > 0) {
      acknowledged += waiting.size();
      taken.writeBytes(waiting.toByteArray());
      waiting.reset();
      woken = true; // an acknowledgment comes
    }
  }

  /** The end of a batch. */
  void turn() {
    woken = true;
    for (int turns = 0; woken && !told; turns++) {
      if (turns == 10_000) {
        throw new AssertionError("this does not come to an end");
      }
      woken = false;
      if (wakeAt <= clock.now()) {
        wakeAt = FrameReceiver.NEVER;
      }
      if (!aborted) {
        working = true;
        application.progress(this);
        working = false;
      }
      take();
      woken = woken || wakeAt <= clock.now();
      tellTheEnd();
    }
  }

  private void tellTheEnd() {
    if (aborted && !told) {
      told = true;
      application.aborted(this, "aborted by the application");
    } else if (closeAcknowledged() && clientHasClosed && received.length == 0 && !told) {
      told = true;
      application.closed(this);
    }
  }

  /** The time has changed. */
  public void tick() {
    if (wakeAt <= clock.now() && !told) {
      turn();
    }
  }

  @Override
  public ConnectionId id() {
    return new ConnectionId(
        Ipv4Address.parse("192.168.100.2"), 80, Ipv4Address.parse("192.168.100.1"), port);
  }

  @Override
  public ByteBuffer received() {
    return ByteBuffer.wrap(received).asReadOnlyBuffer();
  }

  @Override
  public void consume(int count) {
    consumed += count;
    received = Arrays.copyOfRange(received, count, received.length);
  }

  @Override
  public boolean atEnd() {
    return clientHasClosed && received.length == 0;
  }

  @Override
  public int write(ByteBuffer data) {
    if (closed) {
      return 0;
    }
    byte[] part = new byte[Math.min(data.remaining(), SEND_BUFFER - waiting.size())];
    data.get(part);
    waiting.writeBytes(part);
    woken = woken || part.length > 0 && clientReads;
    return part.length;
  }

  @Override
  public SequenceNumber unacknowledged() {
    return new SequenceNumber(acknowledged);
  }

  @Override
  public boolean closeAcknowledged() {
    return closed && waiting.size() == 0 && !clientVanished;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void abort() {
    aborted = true;
  }

  @Override
  public void wake() {
    woken = woken || !working; // TCP does not hear it from there, either
  }

  @Override
  public void wakeAt(long time) {
    wakeAt = time;
  }

  @Override
  public StreamOptions options() {
    throw new AssertionError("nobody needs them");
  }
}
