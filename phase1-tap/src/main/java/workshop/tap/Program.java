package workshop.tap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import workshop.NotDone;

/**
 * What every phase's main does around its loop: reads the command line, opens the device, sets up
 * the kernel's side, ends cleanly on Ctrl-C, and tells errors in words, exercises that are not done
 * among them.
 */
public final class Program {

  /** One phase's part of it. */
  @FunctionalInterface
  public interface Body {
    /**
     * Works until told to stop.
     *
     * @param running false as soon as the program is to end
     */
    void run(Options options, Link link, BooleanSupplier running)
        throws IOException, UsageException;

    /** What there is to see although an exercise is not done without which it cannot run. */
    default void showWithoutLink() throws IOException {}
  }

  private static final int EXIT_ERROR = 1;
  private static final int EXIT_USAGE = 2;
  private static final int EXIT_NOT_DONE = 2;

  private final int phase;
  private final DeviceOpener opener;
  private volatile boolean running = true;
  private final CountDownLatch finished = new CountDownLatch(1);

  private Program(int phase, DeviceOpener opener) {
    this.phase = phase;
    this.opener = opener;
  }

  /**
   * Runs a phase; ends the JVM where something is wrong.
   *
   * @param phase its number
   * @param what what its main does, for {@code --help}
   */
  public static void start(int phase, String what, String[] arguments, Body body) {
    start(phase, what, MoreOptions.NONE, arguments, body);
  }

  /**
   * The same, for a phase with options of its own.
   *
   * @param more takes them, before the body runs
   */
  public static void start(
      int phase, String what, MoreOptions more, String[] arguments, Body body) {
    start(phase, what, more, TapDevice::open, arguments, body);
  }

  /**
   * The same, on a device of another kind.
   *
   * @param opener opens it, after the options have been read
   */
  public static void start(
      int phase,
      String what,
      MoreOptions more,
      DeviceOpener opener,
      String[] arguments,
      Body body) {
    int exitCode = new Program(phase, opener).run(what, more, arguments, body);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private int run(String what, MoreOptions more, String[] arguments, Body body) {
    // Some languages have digits of their own: a program would not find the port in a log of ours.
    Locale.setDefault(Locale.ROOT);
    Sudo.setNeeded(SudoCheck.isNeeded());
    try {
      Options options = Options.parse(more, arguments);
      if (options == null) {
        System.out.printf("Phase %d: %s%n", phase, what);
        System.out.print(Options.HELP + more.help());
        return 0;
      }
      // Ctrl-C and SIGTERM: the JVM ends as soon as this thread of its own is done.
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
      return workOrTellWhatIsNotDone(options, body);
    } catch (UsageException e) {
      System.err.println(e.getMessage() + "\n--help shows the options.");
      return EXIT_USAGE;
    } catch (LinkageError e) {
      String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
      System.err.println(NativeTrouble.explain(e, system));
      return EXIT_ERROR;
    } catch (UncheckedIOException e) {
      System.err.println(e.getCause().getMessage());
      return EXIT_ERROR;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return EXIT_ERROR;
    } finally {
      finished.countDown();
    }
  }

  private int workOrTellWhatIsNotDone(Options options, Body body)
      throws IOException, UsageException {
    try {
      work(options, body);
      return 0;
    } catch (Exception | Error e) {
      NotDone notDone = NotDone.in(e);
      if (notDone == null) {
        throw e;
      }
      System.err.println(NotDoneTeller.explain(firstNotDone(body, notDone), phase));
      return EXIT_NOT_DONE;
    }
  }

  /** Shows what can be seen all the same; if an exercise is missing for that, it comes first. */
  private static NotDone firstNotDone(Body body, NotDone notDone) throws IOException {
    try {
      body.showWithoutLink();
      return notDone;
    } catch (NotDone earlier) {
      return earlier;
    }
  }

  private void work(Options options, Body body) throws IOException, UsageException {
    try (Device device = openDevice(options.device())) {
      log("Device %s opened", device.name());
      KernelSide.configure(device.name(), options.kernel());
      log("Kernel side %s, this stack %s", options.kernel(), options.address());
      NotDone.goOnTelling(new NotDoneTeller(phase, System.err));
      if (options.pcap() == null) {
        body.run(options, device, () -> running);
      } else {
        try (Link link = new PcapLink(device, options.pcap())) {
          log("Writing all frames to %s", options.pcap());
          body.run(options, link, () -> running);
        }
      }
    } finally {
      NotDone.goOnNoLonger();
    }
  }

  private Device openDevice(String name) throws TapException {
    KernelSide.checkKind(name);
    return opener.open(new NativeLibC(), name);
  }

  /**
   * Runs the loop of a phase's main. An exercise that a frame or the end of a batch comes upon, and
   * that is not done, is told once; the loop goes on. It ends, too, when nobody reads any more what
   * we print.
   */
  public static void loop(Link link, FrameReceiver receiver, BooleanSupplier running)
      throws IOException {
    Loop.run(link, new GoingOn(receiver), () -> running.getAsBoolean() && isRead());
  }

  /** Whether somebody reads what we print: in "... | head -3", nobody does after three lines. */
  private static boolean isRead() {
    return !System.out.checkError();
  }

  private void stop() {
    running = false;
    try {
      finished.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One line for the user, at once. */
  public static void log(String format, Object... arguments) {
    System.out.println(format.formatted(arguments));
    System.out.flush();
  }
}
