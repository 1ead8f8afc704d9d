package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Command;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.InNetworkNamespace;
import workshop.testkit.RunningMain;

@Order(101)
@ExtendWith(InNetworkNamespace.class)
@DisplayName("Phase 1's main, on a real TAP device")
class MainIT {
  private static final String MAIN = "workshop.tap.Main";

  @TempDir Path folder;

  @Test
  @Order(1)
  @DisplayName("shows the bytes of a ping, writes them down, and ends without a trace (SIGTERM)")
  void showsBytes() throws IOException {
    Path pcap = folder.resolve("x.pcap");
    try (RunningMain main = start("--pcap", pcap.toString()).ready()) {
      assertThat(
          "the kernel's side",
          ip("addr", "show", "dev", "tap0"),
          allOf(containsString("inet 192.168.100.1/24"), containsString("LOWER_UP")));

      ping();
      byte[] question = Frames.arpRequest().sender(mac("tap0"), Frames.KERNEL_IP).frame();
      main.awaitOutput("42 bytes\n" + Hex.dump(question));
      main.awaitLine("^[0-9]+ bytes of IPv6: ");
      assertThat("bytes of IPv6", main.output(), not(containsString("0000  33 33")));

      assertThat("exit code", main.stop(), is(143));
      assertThat("standard error", main.errors(), is(""));
      assertThat("devices", ip("link"), not(containsString("tap0")));
      String written = new String(Files.readAllBytes(pcap), StandardCharsets.ISO_8859_1);
      assertThat(
          "the ARP request is in the capture",
          written.contains(new String(question, StandardCharsets.ISO_8859_1)));
      assertOpensInTshark(pcap);
    }
  }

  private static void assertOpensInTshark(Path pcap) {
    if (Command.exists("tshark")) {
      assertThat(
          Command.run("tshark", "-n", "-r", pcap.toString()).succeeded().output(),
          allOf(
              containsString("Who has 192.168.100.2? Tell 192.168.100.1"),
              not(containsString("cut short")),
              not(containsString("alformed"))));
    }
  }

  @Test
  @Order(2)
  @DisplayName("ends on Ctrl-C (SIGINT), too")
  void endsOnCtrlC() throws IOException {
    // What a script starts in the background ignores Ctrl-C, and so does all that it starts.
    List<String> heedingCtrlC = List.of("env", "--default-signal=INT");
    try (RunningMain main = RunningMain.startBy(heedingCtrlC, MAIN).ready()) {
      assertThat("exit code", main.signal("INT"), is(130));
      assertThat("standard error", main.errors(), is(""));
      assertThat("devices", ip("link"), not(containsString("tap0")));
    }
  }

  @Test
  @Order(2)
  @DisplayName("ends when nobody reads any more what it prints, as in \"... | head -3\"")
  void endsWithItsReader() throws IOException {
    List<String> intoHead = List.of("sh", "-c", "\"$@\" | head -3", "sh");
    try (RunningMain main = RunningMain.startBy(intoHead, MAIN).ready()) {
      for (int i = 0; i < 50 && main.isAlive(); i++) {
        ping();
      }
      assertThat("exit code", main.exitCode(), is(0));
      assertThat("devices", ip("link"), not(containsString("tap0")));
    }
  }

  @Test
  @Order(3)
  @DisplayName("takes name and address from its options, and a free number for \"tap%d\"")
  void takesOptions() throws IOException {
    try (RunningMain first = start("--device", "left", "--kernel", "10.9.8.1/16").ready();
        RunningMain second = start("--device", "t%d", "--kernel", "10.7.8.1/30").ready()) {
      assertThat(ip("addr", "show", "dev", "left"), containsString("inet 10.9.8.1/16"));
      assertThat(ip("addr", "show", "dev", "t0"), containsString("inet 10.7.8.1/30"));
      assertThat(first.stop(), is(143));
      assertThat(second.stop(), is(143));
    }
  }

  @Test
  @Order(4)
  @DisplayName("says so where a device was made with many queues, and how to delete it")
  void refusesManyQueues() throws IOException {
    ip("tuntap", "add", "dev", "tap0", "mode", "tap", "multi_queue");
    try (RunningMain main = start()) {
      assertThat("exit code", main.exitCode(), is(1));
      assertThat(
          main.errors(),
          allOf(containsString("multi_queue"), containsString("ip link delete tap0")));
    }
  }

  @Test
  @Order(4)
  @DisplayName("opens a device that was made with vnet_hdr: the kernel takes that back")
  void opensDeviceWithVirtioHeader() throws IOException {
    ip("tuntap", "add", "dev", "tap0", "mode", "tap", "vnet_hdr");
    ip("addr", "add", "192.168.100.1/24", "dev", "tap0");
    ip("link", "set", "dev", "tap0", "up");
    try (RunningMain main = start().ready()) {
      ping();
      main.awaitOutput("42 bytes"); // an ARP request, without ten bytes before it
      assertThat(main.stop(), is(143));
    }
  }

  @Test
  @Order(4)
  @DisplayName("leaves a device of somebody's own, and what was set up on it")
  void leavesOwnDevice() throws IOException {
    ip("tuntap", "add", "dev", "tap0", "mode", "tap");
    ip("addr", "add", "192.168.100.1/24", "dev", "tap0");
    ip("link", "set", "dev", "tap0", "up", "txqueuelen", "777");
    for (int run = 0; run < 2; run++) {
      try (RunningMain main = start().ready()) {
        assertThat("nothing is set up again", ip("link", "show", "tap0"), containsString("777"));
        ping();
        main.awaitOutput("42 bytes");
        assertThat(main.stop(), is(143));
      }
      assertThat(ip("addr", "show", "dev", "tap0"), containsString("inet 192.168.100.1/24"));
    }
  }

  @Test
  @Order(10)
  @DisplayName("says so when another program has the device")
  void deviceIsTaken() throws IOException {
    try (RunningMain first = start().ready();
        RunningMain second = start()) {
      assertFails(second, "EBUSY");
      assertThat(second.errors(), containsString("tap0"));
      assertThat("the first goes on", first.stop(), is(143));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Order(11)
  @CsvSource({
    "lo, EINVAL", // exists, and is no TAP device
    "a/b, EINVAL",
    "a-name-of-sixteen, 15 characters",
    "'', 15 characters"
  })
  @DisplayName("says so when a name does not do")
  void nameDoesNotDo(String name, String why) throws IOException {
    try (RunningMain main = start("--device", name)) {
      assertFails(main, why);
      assertThat(main.errors(), containsString("--device"));
    }
  }

  @Test
  @Order(12)
  @DisplayName("says so when the capture cannot be written, and leaves no device behind")
  void captureCannotBeWritten() throws IOException {
    String nowhere = folder.resolve("no such folder/x.pcap").toString();
    try (RunningMain main = start("--pcap", nowhere)) {
      assertFails(main, nowhere);
    }
    assertThat("devices", ip("link"), not(containsString("tap0")));
  }

  @Test
  @Order(13)
  @DisplayName("says so when the disk is full")
  void diskIsFull() throws IOException {
    try (RunningMain main = start("--pcap", "/dev/full")) {
      assertFails(main, "/dev/full");
    }
  }

  @Test
  @Order(14)
  @DisplayName("says so when the device is taken away")
  void deviceIsTakenAway() throws IOException {
    try (RunningMain main = start().ready()) {
      ip("link", "delete", "tap0");
      assertFails(main, "tap0");
    }
  }

  @ParameterizedTest
  @Order(15)
  @ValueSource(strings = {"--device", "--nonsense", "tap0"})
  @DisplayName("tells how it wants to be used")
  void usage(String option) throws IOException {
    try (RunningMain main = start(option)) {
      assertThat("exit code", main.exitCode(), is(2));
      assertThat(
          main.errors(),
          allOf(containsString(option), containsString("--help"), not(containsString("\tat "))));
      assertThat("lines", main.errors().lines().count(), is(lessThanOrEqualTo(2L)));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @Order(16)
  @CsvSource({"--mac, 02:00:00:00:00:01", "--port, 8080"})
  @DisplayName("knows nothing of the options of later phases")
  void optionsOfLaterPhases(String option, String value) throws IOException {
    try (RunningMain main = start(option, value)) {
      assertThat("exit code", main.exitCode(), is(2));
      assertThat(
          main.errors().lines().toList(),
          contains("Unknown option: " + option, "--help shows the options."));
      assertThat("devices", ip("link"), not(containsString("tap0")));
    }
  }

  @Test
  @Order(17)
  @DisplayName("helps")
  void helps() throws IOException {
    try (RunningMain main = start("--help")) {
      assertThat("exit code", main.exitCode(), is(0));
      assertThat(
          main.output(),
          allOf(
              startsWith("Phase 1"),
              containsString("--device NAME"),
              not(containsString("--mac")),
              not(containsString("--port"))));
      assertThat(main.errors(), is(""));
    }
  }

  @Test
  @Order(18)
  @DisplayName("says so when JNA is missing or cannot be loaded, without a stack trace")
  void jnaIsMissing() throws IOException {
    try (RunningMain main = RunningMain.start(List.of(Main.class))) {
      assertFails(main, "JNA");
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @Order(19)
  @CsvSource({"set-up, 3.2", "frame, 3.3", "batch, 3.4"})
  @DisplayName("tells once about an exercise that is not done, and continues")
  void goesOn(String where, String exercise) throws IOException {
    try (RunningMain main = startUnfinished(where).ready()) {
      ping();
      main.awaitLine("^frame 3$");
      main.awaitLine("^batch 3$");
      assertThat("exit code", main.stop(), is(143));
      List<String> lines = main.errors().lines().toList();
      assertThat(main.toString(), lines.size(), is(3));
      assertThat(lines.get(0), startsWith("Exercise " + exercise + " is not done yet"));
      assertThat(lines.get(0), containsString("/workshop/tap/UnfinishedMain.java:"));
      assertThat(lines.get(1), is("It is explained in docs/phase3-ipv4.md."));
      assertThat(lines.get(2), is("Going on with what works."));
    }
  }

  @Test
  @Order(20)
  @DisplayName("ends if an exercise is missing without which nothing works")
  void cannotGoOn() throws IOException {
    try (RunningMain main = startUnfinished("without a value")) {
      assertThat("exit code", main.exitCode(), is(2));
      assertThat(main.errors(), startsWith("Exercise 3.1 is not done yet"));
      assertThat(main.errors(), not(containsString("Going on")));
      assertThat(main.output(), endsWith("to see all the same\n"));
      assertThat("devices", ip("link"), not(containsString("tap0")));
    }
  }

  @Test
  @Order(21)
  @DisplayName("first names the exercise that is missing to show anything at all")
  void nothingToSee() throws IOException {
    try (RunningMain main = startUnfinished("without anything")) {
      assertThat("exit code", main.exitCode(), is(2));
      assertThat(main.errors(), startsWith("Exercise 3.0 is not done yet"));
      assertThat("lines", main.errors().lines().count(), is(2L));
    }
  }

  private static RunningMain startUnfinished(String where) throws IOException {
    return RunningMain.start(List.of(UnfinishedMain.class, Program.class, Native.class), where);
  }

  private static void assertFails(RunningMain main, String why) {
    assertThat(main.toString(), main.exitCode(), is(1));
    assertThat(
        main.errors(), allOf(containsString(why), not(containsString("\tat ")), not(is(""))));
    assertThat("lines of\n" + main, main.errors().lines().count(), is(lessThanOrEqualTo(2L)));
  }

  private static RunningMain start(String... options) throws IOException {
    return RunningMain.start(MAIN, options);
  }

  /** Nobody answers: that comes in phases 2 and 3. */
  private static void ping() {
    Command.run("ping", "-n", "-c", "1", "-W", "0.1", Frames.STACK_IP);
  }

  private static String ip(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "ip";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Command.run(command).succeeded().output();
  }

  /** The Ethernet address that the kernel has on this device. */
  private static String mac(String device) {
    Matcher mac = Pattern.compile("link/ether (\\S+)").matcher(ip("link", "show", "dev", device));
    assertThat("has an Ethernet address", mac.find());
    return mac.group(1);
  }
}
