"""A page in a real browser, through the WebDriver protocol on loopback.

with Browser(folder) as b: b.open(path); b.run("return 1"); b.click("th button")
Downloads go to folder. Raises on anything the driver refuses."""
import base64
import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.request

ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1300,1000",
]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Browser:
    def __init__(self, downloads, driver="chromedriver"):
        self.downloads = downloads
        self.driver = driver

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory()
        port = free_port()
        self.process = subprocess.Popen(
            [self.driver, f"--port={port}", "--allowed-ips=127.0.0.1"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{port}"
        try:
            self.wait_ready()
            options = {
                "args": ARGUMENTS + [f"--user-data-dir={self.profile.name}"],
                "prefs": {"download.default_directory": self.downloads},
            }
            reply = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
                "browserName": "chrome", "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL"}}}})
            self.session = "/session/" + reply["sessionId"]
        except BaseException:
            self.process.kill()
            raise
        return self

    def __exit__(self, *_):
        try:
            self.call("DELETE", self.session)
        finally:
            self.process.terminate()
            self.process.wait(20)
            self.profile.cleanup()

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)["value"]

    def wait_ready(self):
        for _ in range(200):
            try:
                if self.call("GET", "/status")["ready"]:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError("the driver of the browser does not answer")

    def open(self, path):
        self.call("POST", self.session + "/url", {"url": "file://" + os.path.abspath(path)})

    def run(self, script, *arguments):
        return self.call("POST", self.session + "/execute/sync", {"script": script, "args": list(arguments)})

    def elements(self, css):
        found = self.call("POST", self.session + "/elements", {"using": "css selector", "value": css})
        return [next(iter(e.values())) for e in found]

    def click(self, css, nth=0):
        self.call("POST", f"{self.session}/element/{self.elements(css)[nth]}/click", {})

    def type(self, css, text):
        self.call("POST", f"{self.session}/element/{self.elements(css)[0]}/value", {"text": text})

    def console(self):
        return self.call("POST", self.session + "/se/log", {"type": "browser"})

    def pdf(self):
        return base64.b64decode(self.call("POST", self.session + "/print", {}))

    def screenshot(self, path):
        with open(path, "wb") as f:
            f.write(base64.b64decode(self.call("GET", self.session + "/screenshot")))
