"""Knowledge graphs of Chinese local politics: who proposed what, with the exact characters that say it."""

__version__ = "0.1.0"
