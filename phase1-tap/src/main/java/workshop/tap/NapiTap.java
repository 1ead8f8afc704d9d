package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A TAP device with two queues, one for small frames and one for bulk data.
 *
 * <pre>
 *   direct:  our write does all of the kernel's work for the frame, up to the application
 *   bulk:    our write leaves the frame to a thread of the kernel; the thread merges what has
 *            come meanwhile into large segments (GRO), and so works less for each byte
 * </pre>
 *
 * <p>A thread costs time for each small frame, and saves more than half of it for full ones. So the
 * frames that we send decide which queue is attached. The other one is detached and waits. A frame
 * that comes at the moment of the change may be lost, as on any wire.
 */
final class NapiTap implements Device {
  /**
   * How many frames we send before we decide again. It takes some megabytes until the kernel merges
   * segments. In a short exchange, tcpdump shows each segment as we sent it.
   */
  private static final int FRAMES = 10_000;

  /** A frame counts as full from this size on, in bytes. */
  private static final int FULL = 1000;

  /** A line for each interface of this network namespace. */
  private static final Path INTERFACES = Path.of("/proc/thread-self/net/dev");

  private final TapQueue direct;
  private final TapQueue bulk;
  private TapQueue current;

  /** The queue that was attached before, if frames may still wait in it; or null. */
  private TapQueue leaving;

  private int sent;
  private int full;

  private NapiTap(TapQueue direct, TapQueue bulk) {
    this.direct = direct;
    this.bulk = bulk;
    current = direct;
  }

  /**
   * Opens a TAP device: one with two queues, if the program makes the device itself and the kernel
   * gives it a thread; otherwise a plain one.
   *
   * @param name as in {@link TapDevice#open}
   * @throws TapException saying what to do, if it cannot be opened
   */
  static Device open(LibC libC, String name) throws TapException {
    return open(libC, name, KernelThread.INTERFACES);
  }

  /** The same, where the kernel's files for interfaces are in another folder. */
  static Device open(LibC libC, String name, Path folder) throws TapException {
    KernelThread thread = new KernelThread(folder);
    if (!thread.mayAsk() || exists(name)) {
      return TapDevice.open(libC, name);
    }
    TapQueue direct = TapQueue.open(libC, name, (short) 0);
    TapQueue bulk = openBulk(libC, direct, thread);
    return bulk == null ? direct.device() : new NapiTap(direct, bulk);
  }

  /** The second queue, detached; null if the kernel refuses it, because one queue is enough. */
  private static TapQueue openBulk(LibC libC, TapQueue direct, KernelThread thread) {
    String name = direct.device().name();
    TapQueue bulk = null;
    try {
      bulk = TapQueue.open(libC, name, TapQueue.IFF_NAPI);
      if (thread.ask(name, direct.mac())) {
        bulk.detach();
        return bulk;
      }
    } catch (TapException e) {
      // Refused: the queue is closed below, so that no frame waits in it.
    }
    if (bulk != null) {
      bulk.close();
    }
    return null;
  }

  /** A device that somebody else has made has one queue. */
  private static boolean exists(String name) {
    try {
      return Files.readString(INTERFACES)
          .lines()
          .anyMatch(line -> line.strip().startsWith(name + ":"));
    } catch (IOException e) {
      return true; // then we ask for no more than a plain device
    }
  }

  @Override
  public String name() {
    return direct.device().name();
  }

  @Override
  public Capabilities capabilities() {
    return direct.device().capabilities();
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    current.device().await(leaving == null ? timeoutNanos : 0);
  }

  /** Between an eighth and a half of full frames, nothing changes. */
  private void choose() throws TapException {
    if (2 * full > sent) {
      change(bulk);
    } else if (8 * full < sent) {
      change(direct);
    }
    sent = 0;
    full = 0;
  }

  /** Whether the kernel's thread takes in what we send. */
  boolean isForBulk() {
    return current == bulk;
  }

  private void change(TapQueue next) throws TapException {
    if (next != current && leaving == null) {
      next.attach();
      leaving = current;
      current = next;
    }
  }

  @Override
  public ByteBuffer receive() throws IOException {
    if (leaving != null) {
      ByteBuffer frame = leaving.device().receive();
      if (frame != null) {
        return frame;
      }
      leaving.detach();
      leaving = null;
    }
    return current.device().receive();
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    current.device().send(frame);
    sent++;
    if (frame.size() >= FULL) {
      full++;
    }
    if (sent == FRAMES) {
      choose();
    }
  }

  @Override
  public void wake() {
    direct.device().wake();
    bulk.device().wake();
  }

  @Override
  public void close() throws IOException {
    try (direct;
        bulk) {
      // Both are closed, whatever happens.
    }
  }
}
