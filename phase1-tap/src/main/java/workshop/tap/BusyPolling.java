package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A device that looks for the next frame for a short time before it sleeps. The answer of a peer
 * that is near often comes earlier than the kernel could wake us up.
 */
public final class BusyPolling implements Device {
  /** How long we look after a batch that had frames, in nanoseconds. */
  private static final long PATIENCE = 50_000;

  private final Device device;

  /** A frame that came while we looked; or null. */
  private ByteBuffer early;

  /** Whether this batch had frames. */
  private boolean received;

  private volatile boolean woken;

  /**
   * Opens a TAP device that is good for bulk data, too.
   *
   * @param name as in {@link TapDevice#open}
   * @throws TapException saying what to do, if it cannot be opened
   */
  public static Device open(LibC libC, String name) throws TapException {
    return new BusyPolling(NapiTap.open(libC, name));
  }

  /** Sleeps on this device, and receives and sends through it. */
  public BusyPolling(Device device) {
    this.device = device;
  }

  @Override
  public String name() {
    return device.name();
  }

  @Override
  public Capabilities capabilities() {
    return device.capabilities();
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    boolean look = received;
    received = false;
    if (!look || !comesWithin(Math.min(timeoutNanos, PATIENCE))) {
      device.await(timeoutNanos);
      woken = false;
    }
  }

  /** Whether a frame comes before this time is over, in nanoseconds, and before {@link #wake}. */
  private boolean comesWithin(long nanos) throws IOException {
    long start = System.nanoTime();
    do {
      early = device.receive();
    } while (early == null && !woken && System.nanoTime() - start < nanos);
    return early != null;
  }

  @Override
  public ByteBuffer receive() throws IOException {
    ByteBuffer frame = early == null ? device.receive() : early;
    early = null;
    received |= frame != null;
    return frame;
  }

  @Override
  public boolean isChecked() {
    return device.isChecked();
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    device.send(frame);
  }

  @Override
  public void wake() {
    woken = true;
    device.wake();
  }

  @Override
  public void close() throws IOException {
    device.close();
  }
}
