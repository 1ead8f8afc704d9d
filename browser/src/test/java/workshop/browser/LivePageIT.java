package workshop.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import workshop.testkit.Frames;
import workshop.testkit.InNetworkNamespace;
import workshop.testkit.RunningMain;

@ExtendWith(InNetworkNamespace.class)
@DisplayName("The live page in Chromium, over a TAP")
class LivePageIT {
  private static final byte[] HELLO = "hello\n".getBytes(StandardCharsets.US_ASCII);
  private static final int MUCH = 300_000;

  /** Pictures are larger than is good for a page that shows them. */
  private static final int LARGEST_PICTURE = 150_000;

  private RunningMain main;
  private Browser browser;

  @BeforeEach
  void start() throws IOException {
    main = RunningMain.start("workshop.server.Main").ready();
    browser = Browser.start();
  }

  @AfterEach
  void close() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (main != null) {
      main.close();
    }
  }

  @TestFactory
  @DisplayName("shows, and does,")
  List<DynamicTest> page() {
    return List.of(
        test("a connection that opens, works and closes", this::showsAConnection),
        test("on a click, a segment layer by layer", this::showsLayers),
        test("how a data segment that is lost is sent again", this::losesASegment),
        test("how the window closes where the application stops reading", this::stopsReading),
        test("a handshake step by step", this::steps),
        test("nothing that is in the way of anybody, in light", () -> looks("light")),
        test("nothing that is in the way of anybody, in dark", () -> looks("dark")),
        test("all of it on a phone, in light", () -> fitsOnAPhone("light")),
        test("all of it on a phone, in dark", () -> fitsOnAPhone("dark")),
        test("that the stack is gone, and back", this::gone));
  }

  /** On a page that has just been opened. */
  private DynamicTest test(String what, Executable body) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          browser.prefers("light");
          browser.screen(1300, 1250);
          browser.open("about:blank"); // the stack forgets what it has shown
          browser.open("http://" + Frames.STACK_IP + "/");
          browser.awaitText("#status", "live");
          body.execute();
        });
  }

  private void showsAConnection() throws IOException {
    try (Peer peer = Peer.connected()) {
      awaitChosen(peer);
      peer.send(HELLO);
      assertThat(peer.receive(HELLO.length), is(HELLO));
      browser.awaitText(".badge", "ESTABLISHED");
      browser.awaitText(".diagram .box.lit", "ESTABLISHED");
      browser.awaitText("#ladder .words", "SYN,ACK seq 0 ack 1");
      browser.awaitText("#ladder .words", "6 bytes");
      browser.awaitText("#strips dd", "7");
      peer.finish();
    }
    browser.awaitText(".badge", "CLOSED");
    browser.awaitText(".diagram .box.lit", "CLOSED");
    browser.awaitText("#moves", "LAST-ACK → CLOSED");
    assertThat(
        browser.text("#moves").lines().filter(line -> line.contains("→")).toList(),
        contains(
            "LISTEN → SYN-RECEIVED",
            "SYN-RECEIVED → ESTABLISHED",
            "ESTABLISHED → CLOSE-WAIT",
            "CLOSE-WAIT → LAST-ACK",
            "LAST-ACK → CLOSED"));
    browser.awaitElement("#ladder .mover");
    assertThat("complaints", browser.complaints(), is(empty()));
  }

  private void showsLayers() throws IOException {
    try (Peer peer = Peer.connected()) {
      awaitChosen(peer);
      peer.send(HELLO);
      browser.awaitText("#ladder .words", "6 bytes");
      browser.first("#ladder .row button").click();
      String layers = browser.text("#ladder .layers");
      assertThat(layers, containsString("Ethernet bytes 0 to 13"));
      assertThat(layers, containsString("02:00:00:00:00:01"));
      assertThat(layers, containsString("IPv4 bytes 14 to 33"));
      assertThat(layers, containsString(Frames.KERNEL_IP));
      assertThat(layers, containsString("MSS\n1460"));
      assertThat(layers, containsString("SACK permitted"));
    }
  }

  private void losesASegment() throws IOException {
    try (Peer peer = Peer.connected()) {
      awaitChosen(peer);
      browser.awaitText(".badge", "ESTABLISHED");
      browser.click("lose-data");
      browser.awaitText("#lose-data", "(1 to go)");
      peer.send(HELLO);
      assertThat("the echo, all the same", peer.receive(HELLO.length), is(HELLO));
      browser.awaitText("#ladder .row.lost .fate", "lost on the wire");
      browser.awaitText("#ladder .row.again .fate", "sent again");
      browser.awaitText("#plots .expired .value", "1 times");
      browser.awaitText(".figures", "1 sent again");
    }
  }

  private void stopsReading() throws Exception {
    try (Peer peer = Peer.connected()) {
      awaitChosen(peer);
      browser.awaitText(".badge", "ESTABLISHED");
      browser.click("pause");
      browser.awaitElement("#pause[aria-pressed=true]");
      CompletableFuture<Void> sending = Peer.meanwhile(() -> peer.send(new byte[MUCH]));
      browser.awaitText("#ladder .words", "win 0");
      browser.awaitText("#strips dt", "waits for the application");
      browser.click("pause");
      browser.awaitElement("#pause[aria-pressed=false]");
      assertThat(peer.receive(MUCH).length, is(MUCH));
      sending.get(20, TimeUnit.SECONDS);
    }
  }

  private void steps() throws Exception {
    browser.click("hold-new");
    browser.awaitElement("#hold-new[aria-pressed=true]");
    try (Peer peer = new Peer()) {
      CompletableFuture<Void> connecting = Peer.meanwhile(peer::connect);
      browser.awaitText("#step", "(1 held)");
      browser.awaitText(".badge", "LISTEN");
      browser.click("step");
      browser.awaitText(".badge", "SYN-RECEIVED");
      browser.awaitText("#ladder .row.held .words", "SYN,ACK");
      browser.click("step");
      connecting.get(20, TimeUnit.SECONDS);
      browser.awaitText("#ladder .row.held.in .words", "ACK seq 1 ack 1");
      browser.click("step");
      browser.awaitText(".badge", "ESTABLISHED");
      browser.click("reset");
      browser.awaitElement("#hold-new[aria-pressed=false]");
      peer.send(HELLO);
      assertThat(peer.receive(HELLO.length), is(HELLO));
    }
  }

  private void looks(String scheme) throws Exception {
    browser.prefers(scheme);
    try (Peer peer = Peer.connected()) {
      awaitChosen(peer);
      browser.awaitText(".badge", "ESTABLISHED");
      peer.send(HELLO);
      peer.receive(HELLO.length);
      browser.awaitText("#ladder .words", "6 bytes");
      assertThat("axe", browser.barriers(), is(empty()));
      browser.run(
          "const l = document.getElementById('loss'); l.value = 2;"
              + " l.dispatchEvent(new Event('change'));");
      browser.awaitText("#loss-value", "2%");
      for (int i = 0; i < 40; i++) {
        peer.send(new byte[20_000]);
        peer.receive(20_000);
      }
      browser.click("lose-data");
      browser.awaitText("#lose-data", "(1 to go)");
      peer.send(new byte[20_000]);
      peer.receive(20_000);
      browser.awaitElement("#ladder .row.again");
      browser.run(
          "const s = document.getElementById('span'); s.value = 10;"
              + " s.dispatchEvent(new Event('change'));");
      keep("live-" + scheme + ".png");
    }
    assertThat("complaints", browser.complaints(), is(empty()));
  }

  private void fitsOnAPhone(String scheme) throws IOException {
    browser.prefers(scheme);
    browser.screen(375, 800);
    try (Peer peer = Peer.connected()) {
      awaitChosen(peer);
      peer.send(HELLO);
      browser.awaitText("#ladder .words", "6 bytes");
      browser.first("#ladder .row button").click();
      browser.awaitElement(".hex");
      long width = (Long) browser.run("return document.documentElement.scrollWidth");
      assertThat("width of the page", width, is(lessThanOrEqualTo(375L)));
      assertThat("axe", browser.barriers(), is(empty()));
    }
    assertThat("complaints", browser.complaints(), is(empty()));
  }

  private void gone() throws IOException {
    main.stop();
    browser.awaitText("#status", "the stack is gone");
    main = RunningMain.start("workshop.server.Main").ready();
    browser.awaitText("#status", "live");
  }

  /** Waits until the page shows this peer's connection at large. */
  private void awaitChosen(Peer peer) {
    browser.awaitText("#connection-title", ":" + peer.port() + " ");
  }

  /** Writes a picture, if somebody has asked for it: -Dworkshop.pictures=docs/pictures. */
  private void keep(String name) throws IOException {
    byte[] picture = Picture.small(browser.picture());
    String folder = System.getProperty("workshop.pictures");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, name), picture);
    }
    assertThat(name + ", bytes", picture.length, is(lessThan(LARGEST_PICTURE)));
  }
}
