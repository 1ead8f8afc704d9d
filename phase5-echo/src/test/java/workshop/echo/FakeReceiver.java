package workshop.echo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import workshop.tcp.SequenceNumber;

/**
 * A receiving half that has room for any amount, and promises the same window all the time. That
 * there is no text after a FIN, it leaves to the state machine.
 */
final class FakeReceiver implements Receiver {
  private final int maximumSegmentSize;
  private final int window;
  private final boolean keepsFin;
  private final UrgentPointer urgent = new UrgentPointer();

  /** The numbers of the FINs that it was told of. */
  final List<SequenceNumber> fins = new ArrayList<>();

  private byte[] waiting = {};
  private byte[] early = {};
  private SequenceNumber next = new SequenceNumber(0);
  private boolean finReached;
  private boolean ackOwed;

  /** A FIN that came too early; null if there is none. */
  private SequenceNumber earlyFin;

  FakeReceiver(int maximumSegmentSize, int window) {
    this(maximumSegmentSize, window, false);
  }

  /** One that keeps a FIN which comes too early, as phase 6 does; or drops it. */
  FakeReceiver(int maximumSegmentSize, int window, boolean keepsFin) {
    this.maximumSegmentSize = maximumSegmentSize;
    this.window = window;
    this.keepsFin = keepsFin;
  }

  @Override
  public ByteBuffer synOptions() {
    return ByteBuffer.wrap(Script.maximumSegmentSize(maximumSegmentSize));
  }

  @Override
  public void start(SequenceNumber irs, ByteBuffer options) {
    next = FakeParts.plus(irs, 1);
  }

  @Override
  public SequenceNumber next() {
    return next;
  }

  @Override
  public int window() {
    return window;
  }

  @Override
  public void text(SequenceNumber seq, ByteBuffer text) {
    if (seq.value() == next.value()) {
      int before = waiting.length;
      int count = text.limit() + early.length;
      waiting = Arrays.copyOf(waiting, before + count);
      text.get(0, waiting, before, text.limit());
      System.arraycopy(early, 0, waiting, before + text.limit(), early.length);
      early = new byte[0];
      next = FakeParts.plus(next, count);
    }
  }

  /** As if this had come too early, and was kept, as phase 6 does: it follows on the next text. */
  void keep(String text) {
    early = text.getBytes(Script.CHARSET);
  }

  /** As if so many bytes had come, and had been read. */
  void skip(int bytes) {
    next = FakeParts.plus(next, bytes);
  }

  @Override
  public void fin(SequenceNumber seq) {
    fins.add(seq);
    if (seq.value() == next.value()) {
      finReached = true;
      next = FakeParts.plus(next, 1);
    } else if (keepsFin) {
      earlyFin = seq;
    }
  }

  @Override
  public void reachFin() {
    if (earlyFin != null) {
      fin(earlyFin);
    }
  }

  @Override
  public boolean finReached() {
    return finReached;
  }

  @Override
  public UrgentPointer urgent() {
    return urgent;
  }

  @Override
  public void oweAck() {
    ackOwed = true;
  }

  @Override
  public boolean isAckDue() {
    return ackOwed;
  }

  @Override
  public void acknowledge() {
    ackOwed = false;
  }

  @Override
  public int windowField(boolean syn) {
    return window;
  }

  @Override
  public ByteBuffer received() {
    return ByteBuffer.wrap(waiting).asReadOnlyBuffer();
  }

  @Override
  public void consume(int count) {
    waiting = Arrays.copyOfRange(waiting, count, waiting.length);
  }
}
