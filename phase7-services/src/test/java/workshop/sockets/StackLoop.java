package workshop.sockets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import workshop.ethernet.Addresses;
import workshop.ethernet.MacAddress;
import workshop.reliability.Settings;
import workshop.services.ServicesObserver;
import workshop.services.ServicesStack;
import workshop.services.UdpEcho;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tap.Link;
import workshop.tap.Loop;
import workshop.testkit.Frames;

/** A stack with a thread of its own that drives it, and sockets on it. */
public final class StackLoop implements AutoCloseable {
  private static final String SECRET = "nobody guesses this secret ";

  public final Sockets sockets;
  public final ServicesStack stack;
  public final Ipv4Address address;
  private final Link link;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile Throwable failure;

  private StackLoop(Link link, int number) {
    this.link = link;
    address = Ipv4Address.parse("192.168.100." + number);
    Addresses addresses =
        new Addresses(
            new MacAddress(0x02_00_00_00_00_00L + number),
            address,
            Ipv4Address.parse(Frames.KERNEL_IP),
            24);
    byte[] secret = (SECRET + number).getBytes(StandardCharsets.US_ASCII);
    stack =
        ServicesStack.create(
            link,
            addresses,
            Settings.DEFAULTS,
            new LoopClock(),
            System::currentTimeMillis,
            secret,
            ServicesObserver.NOBODY);
    stack.udp().listen(7, new UdpEcho(stack.udp()));
    sockets = new Sockets(stack, link, address, secret);
    thread = new Thread(this::run, "stack " + number);
    thread.setDaemon(true);
  }

  /** Starts a stack on this link; the last number of its address is this. */
  public static StackLoop start(Link link, int number) {
    StackLoop loop = new StackLoop(link, number);
    loop.thread.start();
    return loop;
  }

  private void run() {
    try {
      Loop.run(link, sockets, () -> running);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    } finally {
      sockets.close();
    }
  }

  /** Ends the loop, as Ctrl-C does. */
  public void stop() {
    running = false;
    link.wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What has ended the loop before its time; null if nothing has. */
  public Throwable failure() {
    return failure;
  }

  @Override
  public void close() {
    stop();
  }
}
