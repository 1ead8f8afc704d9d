package workshop.tap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What every phase's main does around its loop: reads the command line, opens the device, sets up
 * the kernel's side, ends cleanly on Ctrl-C, and tells errors in words.
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
  }

  private static final int EXIT_ERROR = 1;
  private static final int EXIT_USAGE = 2;

  private volatile boolean running = true;
  private final CountDownLatch finished = new CountDownLatch(1);

  private Program() {}

  /**
   * Runs a phase; ends the JVM where something is wrong.
   *
   * @param title what {@code --help} says first
   */
  public static void start(String title, String[] arguments, Body body) {
    int exitCode = new Program().run(title, arguments, body);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private int run(String title, String[] arguments, Body body) {
    try {
      Options options = Options.parse(arguments);
      if (options == null) {
        System.out.println(title);
        System.out.print(Options.HELP);
        return 0;
      }
      // Ctrl-C and SIGTERM: the JVM ends as soon as this thread of its own is done.
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
      work(options, body);
      return 0;
    } catch (UsageException e) {
      System.err.println(e.getMessage() + "\n--help shows the options.");
      return EXIT_USAGE;
    } catch (LinkageError e) {
      System.err.printf(
          "Cannot load JNA, which calls the C library (%s).%n"
              + "Is jna.jar on the class path, and may programs run from %s? Else: -Djna.tmpdir=FOLDER%n",
          e.getClass().getSimpleName(), System.getProperty("java.io.tmpdir"));
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

  private void work(Options options, Body body) throws IOException, UsageException {
    try (TapDevice device = TapDevice.open(new NativeLibC(), options.device())) {
      log("Device %s opened", device.name());
      KernelSide.configure(device.name(), options.kernel());
      log("Kernel side %s, this stack %s", options.kernel(), options.address());
      if (options.pcap() == null) {
        body.run(options, device, () -> running);
      } else {
        try (Link link = new PcapLink(device, options.pcap())) {
          log("Writing all frames to %s", options.pcap());
          body.run(options, link, () -> running);
        }
      }
    }
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
