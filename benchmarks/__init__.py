"""What drillgrok promises about speed and safety, measured. Nothing here is imported by the program."""
